/// The command line: [Main] and one class per command, each of which turns options into calls of
/// the engine and results into text. No logic of its own.
///
/// Read [Main], [EideticCommand] (what all commands share), then any command. [CollectionOption]
/// finds the collection, [Failures] turns exceptions into one line and an exit code.
@NullMarked
package dev.eidetic.cli;

import org.jspecify.annotations.NullMarked;
