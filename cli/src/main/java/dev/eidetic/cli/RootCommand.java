package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `eidetic` without a command.
@Command(
    name = "eidetic",
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Finds visually similar images.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic index ~/Pictures                 into ~/Pictures/.eidetic",
      "  eidetic search ~/Pictures/cat.jpg        what looks like this one",
      "  eidetic search cat.jpg -w 'taken:2023 AND width:[1000 TO *]'",
      "",
      "eidetic COMMAND --help explains a command.",
      "",
      "Environment:",
      "  EIDETIC_COLLECTION  the collection of commands without --collection",
      "  EIDETIC_HOME        where models are kept",
      "  EIDETIC_DEBUG=1     shows where in the program an error came from",
      "  NO_COLOR=1          no colours",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ok",
      "1:nothing found, or not everything was done",
      "2:wrong usage: an option, a filter, something that does not exist",
      "3:failure: data, disk, network or memory",
      "130:stopped by Ctrl-C; what is saved stays",
    })
final class RootCommand extends EideticCommand {

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show versions and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean isVersion;

  @Spec private CommandSpec spec = CommandSpec.create();

  RootCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().out());
    return ExitCodes.USAGE;
  }
}
