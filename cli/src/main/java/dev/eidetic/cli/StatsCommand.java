package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Table.Column;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.check.RecallCheck;
import dev.eidetic.engine.check.RecallCheck.MeasuredRecall;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.migration.Migration;
import dev.eidetic.engine.sheet.VisibleText;
import dev.eidetic.engine.summary.CollectionSummary;
import dev.eidetic.engine.summary.FieldSummary;
import dev.eidetic.engine.tuning.TunedSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eidetic stats`: what a collection holds.
@Command(
    name = "stats",
    description = "Says what a collection holds: items, fields, formats, refused files.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic stats",
      "  eidetic stats -c ~/Pictures --quarantine",
      "  eidetic stats -c ~/Pictures --recall 200",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:ok", "2:wrong usage", "3:failure"})
final class StatsCommand extends EideticCommand {

  private static final int EXAMPLES = 3;
  private static final int HITS = 10;
  private static final int MOST_OF_AN_EXAMPLE = 60;

  @Mixin private CollectionOption collection = new CollectionOption();

  @Option(names = "--quarantine", description = "List all refused files.")
  private boolean listsQuarantine;

  @Option(
      names = "--recall",
      paramLabel = "N",
      description =
          "Also search by N items twice, as usual and exactly, and say which share of the ten best"
              + " is found, with its 95 %% interval.")
  private int recallQueries;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  StatsCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var folder = collection.find(terminal(), List.of());
    CollectionSummary summary;
    var former = Migration.former(folder);
    var unfinished = Migration.unfinished(folder);
    var recall = Optional.<MeasuredRecall>empty();
    try (var opened = Collection.open(folder)) {
      summary = CollectionSummary.of(opened);
      if (recallQueries != 0) {
        recall = Optional.of(RecallCheck.run(opened, recallQueries, HITS, System.nanoTime()));
      }
    }
    if (isJson) {
      var json = asJson(summary);
      tuned(folder).ifPresent(goal -> json.put("goal", TuningText.asJson(goal, List.of())));
      former.ifPresent(space -> json.put("former_space", SpaceJson.of(space)));
      unfinished.ifPresent(space -> json.put("unfinished_space", SpaceJson.of(space)));
      recall.ifPresent(measured -> json.put("recall", asJson(measured)));
      printJson(json);
    } else {
      var notes = new LinkedHashMap<String, String>();
      tuned(folder).ifPresent(goal -> notes.put("goal", TuningText.line(goal, summary.items())));
      former.ifPresent(
          space -> notes.put("former", "vectors of %s, kept for migrate --undo".formatted(space)));
      unfinished.ifPresent(
          space -> notes.put("unfinished", "a migration to %s; run it again".formatted(space)));
      print(summary, notes);
      recall.ifPresent(this::print);
    }
    return ExitCodes.OK;
  }

  /// The rest is worth knowing even if this is damaged.
  private Optional<TunedSearch> tuned(Path folder) {
    try {
      return TunedSearch.read(folder);
    } catch (IOException e) {
      terminal().note(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /// @param notes more that is worth knowing, by label
  private void print(CollectionSummary summary, Map<String, String> notes) {
    line("collection", summary.folder().toString());
    line("created", summary.created().toString());
    line("space", summary.space().toString());
    line("items", Formats.count(summary.items()));
    line("on disk", Formats.bytes(summary.bytes()));
    var formats = new ArrayList<String>();
    summary
        .formats()
        .forEach(
            (format, count) ->
                formats.add(
                    "%s %s"
                        .formatted(format.name().toLowerCase(Locale.ROOT), Formats.count(count))));
    line("formats", String.join(", ", formats));
    summary
        .calibratedBy()
        .ifPresent(field -> line("matches", "probabilities learned from field " + field));
    notes.forEach(this::line);
    terminal().line("");
    printFields(summary.fields());
    if (!summary.quarantine().isEmpty()) {
      terminal().line("");
      terminal().line(terminal().bold("refused files"));
      RefusalText.print(
          terminal(), summary.quarantine(), listsQuarantine ? Integer.MAX_VALUE : EXAMPLES);
    }
  }

  private void print(MeasuredRecall measured) {
    line(
        "recall",
        String.format(
            Locale.ROOT,
            "%.4f of the %d best (95 %% interval %.4f to %.4f), by %s",
            measured.recall(),
            HITS,
            measured.least(),
            measured.most(),
            Formats.counted(measured.queries(), "item", "items")));
  }

  private void line(String label, String value) {
    terminal()
        .line("%s%s".formatted(terminal().bold("%-12s".formatted(label)), VisibleText.of(value)));
  }

  private void printFields(List<FieldSummary> fields) {
    var table =
        new Table(
            List.of(
                new Column("field", Table.Kind.TEXT),
                new Column("type", Table.Kind.TEXT),
                new Column("items", Table.Kind.NUMBER),
                new Column("range or example", Table.Kind.SHRINKING)));
    for (var field : fields) {
      table.row(
          List.of(field.name(), field.type().label(), Formats.count(field.items()), values(field)));
    }
    table.print(terminal());
  }

  private static String values(FieldSummary field) {
    return field
        .range()
        .map(range -> range.least().display() + " to " + range.greatest().display())
        .or(() -> field.example().map(FieldValue::display))
        .map(text -> Formats.shorten(VisibleText.of(text), MOST_OF_AN_EXAMPLE))
        .orElse("");
  }

  private static Map<String, Object> asJson(CollectionSummary summary) {
    var json = new LinkedHashMap<String, Object>();
    json.put("collection", summary.folder().toString());
    json.put("created", summary.created().toString());
    json.put("space", SpaceJson.of(summary.space()));
    json.put("items", summary.items());
    json.put("bytes", summary.bytes());
    var formats = new LinkedHashMap<String, Object>();
    summary
        .formats()
        .forEach((format, count) -> formats.put(format.name().toLowerCase(Locale.ROOT), count));
    json.put("formats", formats);
    summary.calibratedBy().ifPresent(field -> json.put("calibrated_by", field));
    json.put("fields", summary.fields().stream().map(StatsCommand::asJson).toList());
    var refusals = new ArrayList<Map<String, Object>>();
    for (var group : summary.quarantine()) {
      group.refusals().forEach(refusal -> refusals.add(asJson(refusal)));
    }
    json.put("quarantine", refusals);
    return json;
  }

  private static Map<String, Object> asJson(MeasuredRecall measured) {
    var json = new LinkedHashMap<String, Object>();
    json.put("hits", HITS);
    json.put("queries", measured.queries());
    json.put("mean", measured.recall());
    json.put("least", measured.least());
    json.put("most", measured.most());
    return json;
  }

  private static Map<String, Object> asJson(FieldSummary field) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", field.name());
    json.put("type", field.type().label());
    json.put("built_in", field.isBuiltIn());
    json.put("items", field.items());
    field
        .range()
        .ifPresent(
            range -> {
              json.put("least", range.least().display());
              json.put("greatest", range.greatest().display());
            });
    field.example().ifPresent(example -> json.put("example", example.display()));
    return json;
  }

  private static Map<String, Object> asJson(Refusal refusal) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", refusal.id());
    json.put("path", refusal.path());
    json.put("reason", refusal.reason().label());
    json.put("message", refusal.message());
    json.put("when", refusal.when().toString());
    return json;
  }
}
