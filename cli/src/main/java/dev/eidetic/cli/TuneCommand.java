package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Table.Column;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.tuning.SearchGoal;
import dev.eidetic.engine.tuning.SearchTuner;
import dev.eidetic.engine.tuning.TunedSearch;
import dev.eidetic.engine.tuning.TuningStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eidetic tune`: a goal instead of settings.
@Command(
    name = "tune",
    description = {
      "Sets how hard searches of a collection try, by what they shall reach: which share of the ten"
          + " true best hits is found, and in what time.",
      "",
      "Items drawn at random ask for their neighbours, exactly and with more and more effort, until"
          + " the goal is reached in 19 of 20 such measurements. All searches go by what was found,"
          + " over HTTP as well, until it is tuned anew or forgotten. Small collections are scanned,"
          + " which finds everything. Pictures from elsewhere can be harder to find for than items.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic tune -c ~/Pictures --recall 0.98",
      "  eidetic tune -c shop --recall 0.95 --latency 10ms",
      "  eidetic tune -c shop --forget",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the goal is reached",
      "1:it is not; searches now do what comes nearest",
      "2:wrong usage",
      "3:failure",
    })
final class TuneCommand extends EideticCommand {

  @Mixin private CollectionOption collection = new CollectionOption();

  @ArgGroup(multiplicity = "1")
  private Wish wish = new Wish();

  /// A goal, or none any more.
  static final class Wish {

    @Option(
        names = "--recall",
        paramLabel = "R",
        description = "Least mean share of the ten true best hits that is found, such as 0.98.")
    private Optional<Double> recall = Optional.empty();

    @Option(names = "--forget", description = "Search with the usual effort again.")
    private boolean isForgotten;
  }

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Most time of a median search on this machine, such as 10ms; it wins over recall.")
  private Optional<Duration> latency = Optional.empty();

  @Option(
      names = "--queries",
      paramLabel = "N",
      description = "How many items ask (${DEFAULT-VALUE}); more tell it more exactly.")
  private int queries = 500;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  TuneCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var folder = collection.find(terminal(), List.of());
    if (wish.isForgotten) {
      terminal().line(TunedSearch.remove(folder) ? "forgotten" : "there was nothing to forget");
      return ExitCodes.OK;
    }
    var goal = new SearchGoal(wish.recall.orElseThrow(), latency);
    var steps = new ArrayList<TuningStep>();
    var tuned = tuned(folder, goal, steps);
    tuned.write(folder);
    if (isJson) {
      printJson(TuningText.asJson(tuned, steps));
    } else {
      print(steps, tuned);
    }
    return tuned.isMet() ? ExitCodes.OK : ExitCodes.PARTIAL;
  }

  private TunedSearch tuned(Path folder, SearchGoal goal, List<TuningStep> steps)
      throws IOException {
    var progress = new BenchProgress(terminal());
    try (var opened = Collection.open(folder);
        var now = opened.snapshot()) {
      progress.show("asking exactly", "", 0, 0);
      return new SearchTuner(now, queries, System.nanoTime())
          .tune(
              goal,
              step -> {
                steps.add(step);
                progress.show("beam %d".formatted(step.effort().beam()), "", 0, 0);
              });
    } finally {
      progress.clear();
    }
  }

  private void print(List<TuningStep> steps, TunedSearch tuned) {
    var table =
        new Table(
            List.of(
                new Column("beam", Table.Kind.NUMBER),
                new Column("probes", Table.Kind.NUMBER),
                new Column("recall@10", Table.Kind.NUMBER),
                new Column("surely", Table.Kind.NUMBER),
                new Column("median ms", Table.Kind.NUMBER),
                new Column("", Table.Kind.TEXT)));
    for (var step : steps) {
      table.row(
          List.of(
              Formats.count(step.effort().beam()),
              Formats.count(step.effort().probes()),
              figure("%.4f", step.recall()),
              figure("%.4f", step.surely()),
              figure("%.2f", step.medianMillis()),
              step.equals(tuned.step()) ? "chosen" : ""));
    }
    table.print(terminal());
    terminal().line("");
    if (tuned.isMet()) {
      terminal().line("searches now reach the goal; eidetic tune --forget goes back");
    } else if (tuned.step().surely() >= tuned.goal().recall()) {
      terminal().line("the recall is reached, not the latency");
    } else {
      terminal()
          .line(
              "the recall is not reached%s; searches now find %s"
                  .formatted(
                      tuned.goal().latency().isPresent() ? " in that time" : "",
                      figure("%.4f", tuned.step().recall())));
    }
  }

  private static String figure(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
