package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `eidetic model remove`: a model out of the store.
@Command(
    name = "remove",
    description = {
      "Removes a model from the store. Collections made with it can then be searched by id only.",
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:removed", "1:there is no such model", "2:wrong usage", "3:failure"})
final class ModelRemoveCommand extends EideticCommand {

  @Parameters(paramLabel = "NAME", description = "Of the model.")
  private String name = "";

  ModelRemoveCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var store = encoders().store();
    if (!store.remove(name)) {
      terminal()
          .note(
              "eidetic: model \"%s\" is not in the store %s"
                  .formatted(VisibleText.of(name), store.root()));
      return ExitCodes.PARTIAL;
    }
    terminal().line("removed " + name);
    return ExitCodes.OK;
  }
}
