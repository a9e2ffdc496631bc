package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import picocli.CommandLine;

/// Commands that need more on the class path than the rest of the program. Found by
/// [java.util.ServiceLoader].
public interface MoreCommands {

  /// The command `train`, with its subcommands.
  CommandLine train(Terminal terminal);
}
