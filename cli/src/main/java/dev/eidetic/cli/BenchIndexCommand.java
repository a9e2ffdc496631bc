package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.bench.index.EffortText;
import dev.eidetic.engine.bench.index.IndexBenchmark;
import dev.eidetic.engine.bench.index.IndexMeasurement;
import dev.eidetic.engine.bench.index.RecallCurve;
import dev.eidetic.engine.bench.index.RecallPlot;
import dev.eidetic.engine.bench.index.TrueNeighbours;
import dev.eidetic.engine.bench.index.VectorData;
import dev.eidetic.evaluate.ann.AnnResultLog;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.SearchEffort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `eidetic bench index`: what an index finds, and how fast, on vectors from files.
@Command(
    name = "index",
    description = {
      "Builds indexes over vectors from files and measures recall, queries per second, latency,"
          + " build time and memory.",
      "",
      "Vectors come from .fvecs, .bvecs or .npy, or all from one .hdf5 of ann-benchmarks. They stay"
          + " on disk, mapped. Without --truth the true neighbours are computed first, exactly."
          + " Recall counts a hit that is as near as the last true neighbour. Speed is that of the"
          + " median of the rounds.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic bench index --base B.fvecs --queries Q.fvecs --metric l2 \\",
      "      --spec HNSW16 --effort beam=40 --effort beam=80",
      "  eidetic bench index --base glove-100-angular.hdf5 --spec QG32 --sweep",
      "  eidetic bench index --base B.npy --queries Q.npy --truth T.ivecs \\",
      "      --metric cosine --spec QG32 --spec IVF1024,PQ64x4fs,RFlat --sweep \\",
      "      --json ours.jsonl --plot curve.svg --with faiss.jsonl",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured", "2:wrong usage", "3:failure, such as a file that is damaged"})
final class BenchIndexCommand extends EideticCommand {

  private static final int DEEPEST = 100;

  @Option(
      names = "--base",
      required = true,
      paramLabel = "FILE",
      description = "The vectors to index.")
  private Path base = Path.of("");

  @Option(names = "--queries", paramLabel = "FILE", description = "The vectors to ask.")
  private Optional<Path> queries = Optional.empty();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "The true neighbours: .ivecs, one row per query, nearest first.")
  private Optional<Path> truth = Optional.empty();

  @Option(
      names = "--metric",
      paramLabel = "l2|ip|cosine",
      description = "What near means; an .hdf5 says it itself.")
  private String metric = "";

  @Option(
      names = "--spec",
      required = true,
      paramLabel = "SPEC",
      description = "An index, such as HNSW16 or IVF1024,PQ64x4fs,RFlat. May be repeated.")
  private List<String> specs = new ArrayList<>();

  @Option(
      names = "--effort",
      paramLabel = "NAME=N,...",
      description = {
        "How hard to search: beam (graphs), probes (lists), refine (candidates per hit). May be"
            + " repeated."
      })
  private List<String> efforts = new ArrayList<>();

  @Option(
      names = "--sweep",
      description = {
        "Try settings from little effort to much and tell the speed at recall 0.90, 0.95 and 0.99."
      })
  private boolean isSweep;

  @Option(names = "-k", paramLabel = "N", description = "Hits per search (${DEFAULT-VALUE}).")
  private int count = 10;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads that search (${DEFAULT-VALUE}).")
  private int threads = 1;

  @Option(
      names = "--build-threads",
      paramLabel = "N",
      description = "Threads that build; one per processor unless said.")
  private int buildThreads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Measurements of each setting (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = {
        "The most that a round takes, about; slow settings get fewer queries (${DEFAULT-VALUE})."
      })
  private int seconds = 10;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Index the first N vectors only; truth is then computed.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write one line of JSON per setting; - for standard output.")
  private String json = "";

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw recall against speed (.svg).")
  private Optional<Path> plot = Optional.empty();

  @Option(
      names = "--with",
      paramLabel = "FILE",
      description = {
        "Draw these as well: lines of JSON with algorithm, k-nn and qps. May be repeated."
      })
  private List<Path> peers = new ArrayList<>();

  BenchIndexCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireUsage();
    var wanted = new LinkedHashMap<String, IndexSpec>();
    for (String spec : specs) {
      wanted.put(spec, IndexSpec.parse(spec));
    }
    var settings = new ArrayList<SearchEffort>();
    efforts.forEach(effort -> settings.add(EffortText.parse(effort)));
    if (settings.isEmpty()) {
      settings.add(SearchEffort.DEFAULT);
    }
    var others = new ArrayList<RecallCurve>();
    for (var file : peers) {
      others.addAll(RecallCurve.of(AnnResultLog.read(terminal().resolve(file))));
    }
    try (var data =
        VectorData.open(
            terminal().resolve(base),
            queries.map(terminal()::resolve),
            truth.map(terminal()::resolve),
            limit)) {
      measure(data, wanted, settings, others);
    }
    return ExitCodes.OK;
  }

  private void requireUsage() {
    if (isSweep && !efforts.isEmpty()) {
      throw new IllegalArgumentException("--sweep chooses efforts itself; leave --effort out");
    }
    if (!peers.isEmpty() && plot.isEmpty()) {
      throw new IllegalArgumentException("--with is for a picture; say --plot FILE as well");
    }
    if (seconds < 1) {
      throw new IllegalArgumentException(
          "--seconds is %d; it must be at least 1".formatted(seconds));
    }
  }

  private void measure(
      VectorData data,
      Map<String, IndexSpec> wanted,
      List<SearchEffort> settings,
      List<RecallCurve> others)
      throws IOException, InterruptedException {
    var chosen = metricOf(data);
    var options =
        new IndexBenchmark.Options(
            count, threads, buildThreads, rounds, Duration.ofSeconds(seconds));
    var progress = new BenchProgress(terminal());
    var known = truthOf(data, chosen, progress);
    var results = new BenchResults(terminal(), count);
    startJson();
    for (var entry : wanted.entrySet()) {
      var listener = progress.listener(entry.getKey(), this::writeJson);
      var benchmark = new IndexBenchmark(data, chosen, known, options, listener);
      try {
        results.add(
            isSweep
                ? benchmark.sweep(entry.getKey(), entry.getValue())
                : benchmark.run(entry.getKey(), entry.getValue(), settings));
      } finally {
        progress.clear();
      }
    }
    if (!json.equals("-")) {
      results.print(isSweep);
    }
    if (plot.isPresent()) {
      draw(data, chosen, results, others);
    }
  }

  private Metric metricOf(VectorData data) {
    var said =
        switch (metric) {
          case "l2" -> Optional.of(Metric.EUCLIDEAN);
          case "ip" -> Optional.of(Metric.INNER_PRODUCT);
          case "cosine" -> Optional.of(Metric.COSINE);
          case "" -> data.statedMetric();
          default ->
              throw new IllegalArgumentException(
                  "metric is \"%s\"; it must be l2, ip or cosine".formatted(metric));
        };
    return said.orElseThrow(
        () ->
            new IllegalArgumentException(
                "%s does not say for which metric it is; say --metric l2, ip or cosine"
                    .formatted(data.name())));
  }

  /// That of the file where it will do, else computed.
  private TrueNeighbours truthOf(VectorData data, Metric chosen, BenchProgress progress)
      throws InterruptedException {
    boolean isOfMetric = data.statedMetric().map(chosen::equals).orElse(true);
    if (data.truth().isPresent() && isOfMetric) {
      var known = TrueNeighbours.of(data.base(), data.queries(), chosen, data.truth().get());
      if (known.places() >= Math.min(count, data.base().count())) {
        return known;
      }
      terminal()
          .note(
              "truth is known for %d places, %d are needed: computing it"
                  .formatted(known.places(), count));
    } else if (truth.isPresent()) {
      terminal().note("truth is for all vectors and their metric: computing it for this run");
    }
    try {
      return TrueNeighbours.compute(
          data.base(),
          data.queries(),
          chosen,
          Math.max(count, DEEPEST),
          Runtime.getRuntime().availableProcessors(),
          done -> progress.show("true neighbours", "queries", done, data.queries().count()));
    } finally {
      progress.clear();
    }
  }

  private void startJson() throws IOException {
    if (!json.isEmpty() && !json.equals("-")) {
      Files.writeString(terminal().resolve(json), "");
    }
  }

  private void writeJson(IndexMeasurement measurement) throws IOException {
    if (json.equals("-")) {
      terminal().line(measurement.json());
    } else if (!json.isEmpty()) {
      Files.writeString(
          terminal().resolve(json), measurement.json() + "\n", StandardOpenOption.APPEND);
    }
  }

  private void draw(VectorData data, Metric chosen, BenchResults results, List<RecallCurve> others)
      throws IOException {
    String subtitle =
        "%s: %s vectors of %d numbers, %s; recall@%d, %s"
            .formatted(
                data.name(),
                Formats.count(data.base().count()),
                data.base().dimension(),
                IndexBenchmark.word(chosen),
                count,
                Formats.counted(threads, "search thread", "search threads"));
    var file = terminal().resolve(plot.orElseThrow());
    Files.writeString(
        file, RecallPlot.svg("Recall against speed", subtitle, results.curves(), others));
    terminal().note("plot: " + file);
  }
}
