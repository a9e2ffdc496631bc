package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `eidetic key remove`: one caller less.
@Command(
    name = "remove",
    description = "Removes a key; a running server refuses it from now on.",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:ok", "2:wrong usage, such as an unknown name", "3:failure"})
final class KeyRemoveCommand extends EideticCommand {

  @Parameters(paramLabel = "NAME", description = "Of the key.")
  private String name = "";

  @Mixin private KeysOption keys = new KeysOption();

  KeyRemoveCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    if (!keys.keyFile(terminal()).remove(name)) {
      throw new IllegalArgumentException(
          "key \"%s\" does not exist; eidetic key list shows those that do".formatted(name));
    }
    return ExitCodes.OK;
  }
}
