package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Table.Column;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.relevance.MatchModel;
import dev.eidetic.engine.relevance.MatchModelFile;
import dev.eidetic.engine.relevance.MatchModelLearner;
import dev.eidetic.engine.relevance.MatchReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eidetic calibrate`: what scores of a collection mean.
@Command(
    name = "calibrate",
    description = {
      "Learns how probable a match is at each score, from a field: items of equal values are"
          + " matches, such as photographs of one product.",
      "",
      "The same score means much for a query that resembles nothing and little for one that"
          + " resembles everything, so each query is compared with a sample of the collection"
          + " first. Afterwards, searches show probabilities, and --min-probability leaves out what"
          + " is less probable. Half of the values are learned from and the other half judged:"
          + " what is printed is of queries that were never seen.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic calibrate --same product_id",
      "  eidetic calibrate --same class --where 'split:train' --dry-run",
      "  eidetic search shoe.jpg --min-probability 0.5",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:learned",
      "2:wrong usage, such as an unknown field or too few items that share a value",
      "3:failure, such as a full disk"
    })
final class CalibrateCommand extends EideticCommand {

  @Mixin private CollectionOption collection = new CollectionOption();

  @Option(
      names = "--same",
      paramLabel = "FIELD",
      description = "Items of equal values of this field are matches.")
  private String same = "";

  @Option(
      names = {"-w", "--where"},
      paramLabel = "FILTER",
      description = "Learn from items that pass only, as in search.")
  private String where = "";

  @Option(names = "--remove", description = "Forget what was learned.")
  private boolean isRemoving;

  @Option(names = "--dry-run", description = "Print the figures and change nothing.")
  private boolean isDry;

  @Option(names = "--seed", paramLabel = "N", description = "Of what is drawn (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  CalibrateCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    if (isRemoving != same.isBlank()) {
      throw new IllegalArgumentException("give --same FIELD to learn, or --remove to forget");
    }
    var folder = collection.find(terminal(), List.of());
    if (isRemoving) {
      terminal().line(MatchModelFile.remove(folder) ? "forgotten" : "there was nothing to forget");
      return ExitCodes.OK;
    }
    try (var opened = Collection.open(folder);
        var now = opened.snapshot()) {
      var learned = MatchModelLearner.learn(now, same, where, seed);
      if (!isDry) {
        MatchModelFile.write(folder, learned.model());
      }
      if (isJson) {
        printJson(json(learned.model(), learned.report()));
      } else {
        print(learned.report());
      }
    }
    return ExitCodes.OK;
  }

  private void print(MatchReport report) {
    terminal()
        .line(
            "%d queries that were not learned from, each against %d items"
                .formatted(report.queries(), report.items() - 1));
    terminal().line("");
    var cuts =
        new Table(
            List.of(
                new Column("cut-off", Table.Kind.SHRINKING),
                new Column("at", Table.Kind.NUMBER),
                new Column("F1", Table.Kind.NUMBER)));
    cuts.row(row("best score for all queries", report.scoreCut(), report.scoreF1()));
    cuts.row(row("best probability", report.probabilityCut(), report.probabilityF1()));
    cuts.row(row("probability of one half", 0.5, report.halfF1()));
    cuts.print(terminal());
    terminal().line("");
    var bins =
        new Table(
            List.of(
                new Column("probability", Table.Kind.NUMBER),
                new Column("matches", Table.Kind.NUMBER),
                new Column("pairs", Table.Kind.NUMBER)));
    for (var bin : report.bins()) {
      if (bin.pairs() > 0) {
        bins.row(List.of(figure(bin.probability()), figure(bin.matches()), "" + bin.pairs()));
      }
    }
    bins.print(terminal());
    terminal()
        .line(
            "probabilities are off by %s on average".formatted(figure(report.calibrationError())));
    terminal().out().flush();
    terminal()
        .note(
            isDry
                ? "nothing was changed"
                : "searches show probabilities now; try: eidetic search QUERY --min-probability 0.5");
  }

  private static List<String> row(String name, double cut, double f1) {
    return List.of(name, figure(cut), figure(f1));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static Map<String, Object> json(MatchModel model, MatchReport report) {
    var json = new LinkedHashMap<String, Object>();
    json.put("field", model.field());
    json.put("queries", report.queries());
    json.put("items", report.items());
    json.put("score_cut", report.scoreCut());
    json.put("score_f1", report.scoreF1());
    json.put("probability_cut", report.probabilityCut());
    json.put("probability_f1", report.probabilityF1());
    json.put("half_f1", report.halfF1());
    json.put("calibration_error", report.calibrationError());
    json.put("first_rank", model.firstRank());
    json.put("intercept", model.intercept());
    json.put("score_weight", model.scoreWeight());
    json.put("chance_weight", model.chanceWeight());
    json.put(
        "bins",
        report.bins().stream()
            .map(
                bin ->
                    Map.of(
                        "pairs",
                        bin.pairs(),
                        "probability",
                        bin.probability(),
                        "matches",
                        bin.matches()))
            .toList());
    return json;
  }
}
