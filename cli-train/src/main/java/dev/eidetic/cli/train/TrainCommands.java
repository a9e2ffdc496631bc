package dev.eidetic.cli.train;

import dev.eidetic.cli.MoreCommands;
import dev.eidetic.cli.terminal.Terminal;
import picocli.CommandLine;

/// Offers `train` to the program.
public final class TrainCommands implements MoreCommands {

  @Override
  public CommandLine train(Terminal terminal) {
    return new CommandLine(new TrainCommand(terminal))
        .addSubcommand("compare", new TrainCompareCommand(terminal))
        .addSubcommand("reranker", new TrainRerankerCommand(terminal));
  }
}
