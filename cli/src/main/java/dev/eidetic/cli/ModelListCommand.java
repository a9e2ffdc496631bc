package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Table.Column;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.store.ModelSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `eidetic model list`: what is in the store.
@Command(
    name = "list",
    description =
        "Lists the models of the store. The encoders eidetic-small and classic are always there"
            + " besides.",
    optionListHeading = "%nOptions:%n")
final class ModelListCommand extends EideticCommand {

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  ModelListCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var store = encoders().store();
    var table =
        new Table(
            List.of(
                new Column("name", Table.Kind.TEXT),
                new Column("size", Table.Kind.NUMBER),
                new Column("from", Table.Kind.SHRINKING)));
    var models = new ArrayList<Map<String, Object>>();
    for (var model : store.list()) {
      String source = model.source().map(ModelListCommand::address).orElse("");
      table.row(List.of(model.name(), Formats.bytes(model.bytes()), source));
      var json = new LinkedHashMap<String, Object>();
      json.put("name", model.name());
      json.put("folder", model.folder().toString());
      json.put("bytes", model.bytes());
      json.put("source", source);
      models.add(json);
    }
    if (isJson) {
      printJson(Map.of("models", models));
    } else if (models.isEmpty()) {
      terminal().note("the store %s holds no models".formatted(store.root()));
    } else {
      table.print(terminal());
    }
    return ExitCodes.OK;
  }

  private static String address(ModelSource source) {
    return "hf:%s@%s".formatted(source.repository(), source.commit());
  }
}
