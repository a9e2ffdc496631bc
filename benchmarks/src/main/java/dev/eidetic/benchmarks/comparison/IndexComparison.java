package dev.eidetic.benchmarks.comparison;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.benchmarks.comparison.ComparisonPlan.Entry;
import dev.eidetic.engine.bench.index.IndexMeasurement;
import dev.eidetic.engine.bench.index.RecallCurve;
import dev.eidetic.engine.bench.index.RecallPlot;
import dev.eidetic.engine.bench.index.TrueNeighbours;
import dev.eidetic.engine.bench.index.VectorData;
import dev.eidetic.index.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/// Builds all indexes of a plan, one after the other, then asks them in rounds: each contestant
/// with each of its settings, then again from the beginning, so that all meet the machine in much
/// the same mood. Medians of the rounds count. Searches run on one thread.
///
/// Options, all as `--name value`: `base`, `queries`, `truth` (files), `metric` (`l2`, `ip` or
/// `cosine`), `plan` (see [ComparisonPlan]), `drivers` (folder of programs that speak as
/// `peer_driver.hpp` describes; those that are not there are skipped), `out` (folder for
/// `results.jsonl` and `plot.svg`), `count` (10), `rounds` (3), `build-threads` (1), `limit`.
public final class IndexComparison {

  private static final Logger LOG = Logger.getLogger(IndexComparison.class.getName());

  private static final List<String> OPTIONS =
      List.of(
          "base",
          "queries",
          "truth",
          "metric",
          "plan",
          "drivers",
          "out",
          "count",
          "rounds",
          "build-threads",
          "limit");

  private final Map<String, String> options;
  private final ComparisonData data;
  private final TrueNeighbours truth;
  private final int count;

  private IndexComparison(Map<String, String> options, VectorData vectors)
      throws InterruptedException {
    this.options = options;
    this.count = number("count", 10);
    var metric =
        switch (option("metric")) {
          case "l2" -> Metric.EUCLIDEAN;
          case "ip" -> Metric.INNER_PRODUCT;
          case "cosine" -> Metric.COSINE;
          default ->
              throw new IllegalArgumentException(
                  "metric is \"%s\"; it must be l2, ip or cosine".formatted(option("metric")));
        };
    this.data =
        new ComparisonData(
            vectors,
            metric,
            Path.of(option("base")),
            Path.of(option("queries")),
            number("build-threads", 1));
    this.truth =
        vectors.truth().isPresent()
            ? TrueNeighbours.of(vectors.base(), vectors.queries(), metric, vectors.truth().get())
            : TrueNeighbours.compute(vectors.base(), vectors.queries(), metric, count, 1, _ -> {});
  }

  public static void main(String[] arguments) throws Exception {
    var options = options(arguments);
    try (var vectors =
        VectorData.open(
            Path.of(options.getOrDefault("base", "")),
            Optional.ofNullable(options.get("queries")).map(Path::of),
            Optional.ofNullable(options.get("truth")).map(Path::of),
            Integer.parseInt(options.getOrDefault("limit", String.valueOf(Integer.MAX_VALUE))))) {
      new IndexComparison(options, vectors).run();
    }
  }

  private static Map<String, String> options(String[] arguments) {
    require(arguments.length % 2 == 0, "options are pairs of --name and value");
    var options = new LinkedHashMap<String, String>();
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i].replaceFirst("^--", "");
      require(OPTIONS.contains(name), "option \"%s\" is unknown; known: %s", name, OPTIONS);
      options.put(name, arguments[i + 1]);
    }
    return options;
  }

  private String option(String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--%s is missing".formatted(name));
    }
    return value;
  }

  private int number(String name, int otherwise) {
    return Integer.parseInt(options.getOrDefault(name, String.valueOf(otherwise)));
  }

  private void run() throws IOException, InterruptedException {
    var plan = ComparisonPlan.read(Path.of(option("plan")));
    var running = new LinkedHashMap<Entry, Running>();
    try {
      for (var entry : plan.entries()) {
        var contestant = contestant(entry);
        if (contestant.isPresent()) {
          running.put(entry, Running.built(entry, contestant.get()));
        }
      }
      int rounds = number("rounds", 3);
      for (int round = 1; round <= rounds; round++) {
        int present = round;
        LOG.info(() -> "round %d of %d".formatted(present, rounds));
        for (var entry : running.entrySet()) {
          for (String settings : entry.getKey().settings()) {
            var pass = entry.getValue().contestant().search(count, settings);
            entry.getValue().standings().add(settings, pass);
          }
        }
      }
      write(running);
    } finally {
      for (var each : running.values()) {
        each.contestant().close();
      }
    }
  }

  private record Running(Contestant contestant, Standings standings) {

    static Running built(Entry entry, Contestant contestant)
        throws IOException, InterruptedException {
      try {
        var built = contestant.build();
        LOG.info(() -> "%s: %s".formatted(entry.title(), built));
        return new Running(contestant, new Standings(entry, built));
      } catch (IOException | InterruptedException | RuntimeException e) {
        contestant.close();
        throw e;
      }
    }
  }

  private Optional<Contestant> contestant(Entry entry) throws IOException {
    return switch (entry.name()) {
      case "eidetic" -> Optional.of(new EideticContestant(entry.index(), data));
      case "lucene" -> lucene(LuceneFormats.HNSW, entry);
      case "lucene-quantized" -> lucene(LuceneFormats.QUANTIZED, entry);
      case "eidetic-lucene" -> lucene(LuceneFormats.EIDETIC, entry);
      case "collection" -> Optional.of(new CollectionContestant(data));
      case "jvector" -> Optional.of(new JVectorContestant(entry.index(), data));
      default -> {
        var driver = Path.of(option("drivers")).resolve(entry.name());
        if (!Files.isExecutable(driver)) {
          LOG.warning(() -> "%s is not there: %s is skipped".formatted(driver, entry.title()));
          yield Optional.empty();
        }
        yield Optional.of(new DriverContestant(driver, entry.index(), data));
      }
    };
  }

  private Optional<Contestant> lucene(LuceneFormats format, Entry entry) throws IOException {
    return Optional.of(new LuceneContestant(format, entry.index(), data));
  }

  private void write(Map<Entry, Running> running) throws IOException {
    var out = Files.createDirectories(Path.of(option("out")));
    var lines = new StringBuilder();
    var ours = new ArrayList<RecallCurve>();
    var others = new ArrayList<RecallCurve>();
    for (var entry : running.entrySet()) {
      var measurements = entry.getValue().standings().measurements(data, truth, count);
      for (var measurement : measurements) {
        lines.append(measurement.json()).append('\n');
      }
      var curves =
          RecallCurve.of(measurements.stream().map(IndexMeasurement::asAnnResult).toList());
      (entry.getKey().name().equals("eidetic") ? ours : others).addAll(curves);
      for (var curve : curves) {
        LOG.info(() -> summary(curve));
      }
    }
    Files.writeString(out.resolve("results.jsonl"), lines);
    String subtitle =
        "%s: %,d vectors of %d numbers, %s; recall@%d, one thread"
            .formatted(
                data.vectors().name(),
                data.base().count(),
                data.base().dimension(),
                data.metricWord(),
                count);
    Files.writeString(
        out.resolve("plot.svg"), RecallPlot.svg("Recall against speed", subtitle, ours, others));
  }

  private static String summary(RecallCurve curve) {
    var text = new StringBuilder(curve.name());
    for (double recall : new double[] {0.9, 0.95, 0.99}) {
      var speed = curve.perSecondAt(recall);
      text.append("  %.2f: ".formatted(recall))
          .append(speed.isPresent() ? "%,.0f".formatted(speed.getAsDouble()) : "not reached");
    }
    return text.append(" queries/s").toString();
  }
}
