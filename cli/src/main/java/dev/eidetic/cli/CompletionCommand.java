package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `eidetic completion`: what makes the Tab key work.
@Command(
    name = "completion",
    description = "Prints a script that completes commands and options in bash and zsh.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(eidetic completion)                          now, in this shell",
      "  eidetic completion > ~/.local/share/bash-completion/completions/eidetic",
      "  echo 'source <(eidetic completion)' >> ~/.zshrc       always, in zsh",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:printed", "2:wrong usage"})
final class CompletionCommand extends EideticCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    terminal().out().print(AutoComplete.bash("eidetic", spec.root().commandLine()));
    return ExitCodes.OK;
  }
}
