/// Talking to people and pipes: [Terminal] (where text goes), [Table], [Formats] (numbers and times
/// as people read them), [ProgressLine], [Interruption] (Ctrl-C).
@NullMarked
package dev.eidetic.cli.terminal;

import org.jspecify.annotations.NullMarked;
