package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `eidetic bench`: the measurements that come with the program.
@Command(
    name = "bench",
    description = "Measures how fast this machine is.",
    synopsisSubcommandLabel = "WHAT",
    commandListHeading = "%nMeasurements:%n",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured", "2:wrong usage", "3:failure"})
final class BenchCommand extends EideticCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  BenchCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().out());
    return ExitCodes.USAGE;
  }
}
