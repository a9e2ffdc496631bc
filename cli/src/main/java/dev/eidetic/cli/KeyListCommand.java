package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Table.Column;
import dev.eidetic.cli.terminal.Terminal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `eidetic key list`: who may call.
@Command(
    name = "list",
    description = "Lists the keys by name; the keys themselves are not kept.",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:ok", "2:wrong usage", "3:failure"})
final class KeyListCommand extends EideticCommand {

  @Mixin private KeysOption keys = new KeysOption();

  KeyListCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var table =
        new Table(
            List.of(
                new Column("name", Table.Kind.TEXT),
                new Column("access", Table.Kind.TEXT),
                new Column("created", Table.Kind.TEXT),
                new Column("expires", Table.Kind.TEXT)));
    for (var key : keys.keyFile(terminal()).read()) {
      String end = key.expires().map(Instant::toString).orElse("never");
      table.row(
          List.of(
              key.name(),
              key.access().label(),
              key.created().toString(),
              key.isExpired(Instant.now()) ? end + " (expired)" : end));
    }
    table.print(terminal());
    return ExitCodes.OK;
  }
}
