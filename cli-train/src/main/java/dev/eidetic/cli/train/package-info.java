/// The command `train` and its subcommands: [TrainCommand], [TrainCompareCommand].
@NullMarked
package dev.eidetic.cli.train;

import org.jspecify.annotations.NullMarked;
