package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `eidetic model`: the models of this user.
@Command(
    name = "model",
    description = {
      "Manages the models that turn images into vectors.",
      "",
      "They lie in the store: EIDETIC_HOME/models, or the customary folder of the system.",
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic model pull hf:owner/name",
      "  eidetic model add mobilenet --onnx mobilenet.onnx --preset symmetric",
      "  eidetic index ~/Pictures --model mobilenet",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:ok", "1:there is no such model", "2:wrong usage", "3:failure"})
final class ModelCommand extends EideticCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  ModelCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().out());
    return ExitCodes.USAGE;
  }
}
