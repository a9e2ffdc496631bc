package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.export.FieldsJson;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic show`: all that is known of one item.
@Command(
    name = "show",
    description = "Shows all that is known of an item, or why its file was refused.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  eidetic show 2023/beach.jpg", "  eidetic show 2023/beach.jpg --json --vector"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "1:there is no such item", "2:wrong usage", "3:failure"})
final class ShowCommand extends EideticCommand {

  @Parameters(paramLabel = "ID", description = "Of the item.")
  private String id = "";

  @Mixin private CollectionOption collection = new CollectionOption();

  @Option(names = "--vector", description = "Show the vector, too.")
  private boolean hasVector;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  ShowCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var folder = collection.find(terminal(), List.of());
    try (var opened = Collection.open(folder);
        var now = opened.snapshot()) {
      var item = now.get(id);
      if (item.isEmpty()) {
        return missing(now);
      }
      var vector = hasVector ? now.vector(id) : Optional.<float[]>empty();
      if (isJson) {
        printJson(item.get(), vector, opened);
      } else {
        print(item.get(), vector);
      }
      return ExitCodes.OK;
    }
  }

  private int missing(Snapshot now) throws IOException {
    for (var refusal : now.refusals()) {
      if (refusal.id().equals(id)) {
        print(refusal);
        return ExitCodes.PARTIAL;
      }
    }
    terminal().note("eidetic: " + VisibleText.of(now.noSuchItem(id)));
    return ExitCodes.PARTIAL;
  }

  private void print(Refusal refusal) {
    terminal()
        .note(
            "eidetic: \"%s\" is in quarantine since %s (%s): %s"
                .formatted(
                    VisibleText.of(id),
                    refusal.when(),
                    refusal.reason().label(),
                    VisibleText.of(refusal.message())));
  }

  private void print(Item item, Optional<float[]> vector) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("id", item.id());
    facts.put("path", item.path());
    facts.put("root", item.root());
    item.fields().forEach((name, value) -> facts.put(name, value.display()));
    vector.ifPresent(
        numbers -> {
          var text = new StringBuilder();
          for (float number : numbers) {
            text.append(text.isEmpty() ? "" : " ").append(number);
          }
          facts.put("vector", text.toString());
        });
    int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
    facts.forEach(
        (name, value) ->
            terminal()
                .line(
                    terminal().bold(name)
                        + " ".repeat(width - name.length() + 2)
                        + VisibleText.of(value)));
  }

  private void printJson(Item item, Optional<float[]> vector, Collection opened)
      throws IOException {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", item.id());
    json.put("path", item.path());
    json.put("root", item.root());
    json.put("fields", FieldsJson.of(item));
    json.put("collection", opened.folder().toString());
    json.put("space", SpaceJson.of(opened.space()));
    vector.ifPresent(numbers -> json.put("vector", numbers));
    printJson(json);
  }
}
