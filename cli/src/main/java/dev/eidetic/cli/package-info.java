/// The command line: [Main] and one class per command. No logic of its own.
@NullMarked
package dev.eidetic.cli;

import org.jspecify.annotations.NullMarked;
