package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.engine.evaluation.EvaluationDiff;
import dev.eidetic.engine.evaluation.EvaluationDiff.Change;
import dev.eidetic.engine.evaluation.SavedEvaluation;
import dev.eidetic.engine.sheet.ContactSheet;
import dev.eidetic.engine.sheet.FileThumbnails;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic eval diff`: which queries got better and which worse.
@Command(
    name = "diff",
    description = {
      "Shows which queries got better and which worse from one evaluation to another of the same"
          + " queries against the same gallery.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic eval diff before.json after.json --html diff.html",
      "  eidetic eval diff both.json both.json --second-model mobilenet",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:compared",
      "2:wrong usage, such as evaluations of different data",
      "3:failure, such as a file that is no evaluation",
    })
final class EvalDiffCommand extends EideticCommand {

  @Parameters(index = "0", paramLabel = "BEFORE", description = "A file of eval --json.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "Another.")
  private Path after = Path.of("");

  @Option(
      names = "--first-model",
      paramLabel = "NAME",
      description = "Which model of BEFORE; its first unless said.")
  private String firstModel = "";

  @Option(
      names = "--second-model",
      paramLabel = "NAME",
      description = "Which model of AFTER; its first unless said.")
  private String secondModel = "";

  @Option(
      names = "--metric",
      paramLabel = "LABEL",
      description = "What to compare; average precision unless said.")
  private String metric = "";

  @Option(
      names = {"-k", "--count"},
      paramLabel = "N",
      description = "Queries to list of each kind (${DEFAULT-VALUE}).")
  private int count = 10;

  @Option(names = "--json", description = "Print one JSON object with all queries that changed.")
  private boolean isJson;

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page with both answers.")
  private Optional<Path> html = Optional.empty();

  EvalDiffCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var diff =
        EvaluationDiff.of(
            SavedEvaluation.read(terminal().resolve(before), firstModel),
            SavedEvaluation.read(terminal().resolve(after), secondModel),
            metric);
    if (html.isPresent()) {
      var file = terminal().resolve(html.get());
      var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
      var sheet = diff.sheet(command(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
      ContactSheet.write(file, sheet, FileThumbnails.standard(decoder));
      terminal().note("page: " + file);
    }
    if (isJson) {
      printJson(json(diff));
    } else {
      print(diff);
    }
    return ExitCodes.OK;
  }

  private String command() {
    var command = new StringBuilder("eidetic eval diff ");
    command.append(Formats.shellWord(before.toString())).append(' ');
    command.append(Formats.shellWord(after.toString()));
    append(command, "--first-model", firstModel);
    append(command, "--second-model", secondModel);
    append(command, "--metric", metric);
    html.ifPresent(file -> append(command, "--html", file.toString()));
    return command.toString();
  }

  private static void append(StringBuilder command, String option, String value) {
    if (!value.isEmpty()) {
      command.append(' ').append(option).append(' ').append(Formats.shellWord(value));
    }
  }

  private void print(EvaluationDiff diff) {
    var paired = diff.paired();
    terminal()
        .line(
            "%s, %s against %s: %s (%s to %s), p %s; %d better, %d worse of %d"
                .formatted(
                    diff.metric(),
                    diff.second().model(),
                    diff.first().model(),
                    EvaluationDiff.signed(paired.difference()),
                    EvaluationDiff.signed(paired.interval().low()),
                    EvaluationDiff.signed(paired.interval().high()),
                    String.format(Locale.ROOT, "%.4f", paired.pValue()),
                    paired.better(),
                    paired.worse(),
                    paired.queries()));
    print("worse", diff.worse());
    print("better", diff.better());
  }

  private void print(String title, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    terminal().line("");
    var table =
        new Table(
            List.of(
                new Table.Column(title, Table.Kind.SHRINKING),
                new Table.Column("before", Table.Kind.NUMBER),
                new Table.Column("after", Table.Kind.NUMBER)));
    for (var change : changes.subList(0, Math.clamp(count, 0, changes.size()))) {
      table.row(
          List.of(
              change.image(),
              String.format(Locale.ROOT, "%.3f", change.before()),
              String.format(Locale.ROOT, "%.3f", change.after())));
    }
    table.print(terminal());
  }

  private static Map<String, Object> json(EvaluationDiff diff) {
    var json = new LinkedHashMap<String, Object>();
    json.put("metric", diff.metric());
    json.put("first", diff.first().model());
    json.put("second", diff.second().model());
    json.put("queries", diff.paired().queries());
    if (diff.paired().queries() > 0) {
      json.put("difference", diff.paired().difference());
    }
    json.put("p_value", diff.paired().pValue());
    json.put("better", changes(diff.better()));
    json.put("worse", changes(diff.worse()));
    return json;
  }

  private static List<Object> changes(List<Change> changes) {
    var list = new ArrayList<Object>();
    for (var change : changes) {
      list.add(Map.of("query", change.image(), "before", change.before(), "after", change.after()));
    }
    return list;
  }
}
