package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `eidetic key`: who may call a server.
@Command(
    name = "key",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Makes, lists and removes the API keys of a server.",
      "",
      "The file holds hashes only: a key is shown once, when it is made. A running server notices"
          + " changes at once.",
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic key add shop --access write --keys keys.json",
      "  curl -H 'Authorization: Bearer eid_…' http://127.0.0.1:8420/v1/collections",
    })
final class KeyCommand extends EideticCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  KeyCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(terminal().out());
    return ExitCodes.USAGE;
  }
}
