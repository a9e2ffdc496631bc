package dev.eidetic.engine.bench.index;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.ann.Latencies;
import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.VectorIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Builds indexes over the same vectors and measures what they find, and how fast.
///
/// Each setting is warmed up, then asked in rounds; the round of median speed counts. Recall at 100
/// is of a pass of its own, over some of the queries, that is not timed.
public final class IndexBenchmark {

  private static final int DEEP_COUNT = 100;
  private static final int DEEP_QUERIES = 1_000;
  private static final List<Integer> PLACES = List.of(1, 10, DEEP_COUNT);
  private static final double RECALL_ENOUGH = 0.9995;
  private static final double GAIN_ENOUGH = 0.0005;

  private final VectorData data;
  private final Metric metric;
  private final TrueNeighbours truth;
  private final Options options;
  private final Listener listener;

  /// How searches are measured.
  ///
  /// @param count hits per search (k), 1 to 10,000
  /// @param threads that search at once
  /// @param buildThreads that build
  /// @param rounds per setting
  /// @param perRound about how long one takes at most; slow settings are asked fewer queries
  public record Options(int count, int threads, int buildThreads, int rounds, Duration perRound) {

    public Options {
      require(1 <= count && count <= 10_000, "count is %d; it must be 1 to 10000", count);
      requireThreads("threads", threads);
      requireThreads("build threads", buildThreads);
      require(1 <= rounds && rounds <= 100, "rounds are %d; they must be 1 to 100", rounds);
      require(perRound.toMillis() >= 1, "a round takes %s; it must take some time", perRound);
    }

    private static void requireThreads(String name, int threads) {
      require(1 <= threads && threads <= 1024, "%s are %d; they must be 1 to 1024", name, threads);
    }
  }

  /// Hears how far it is.
  public interface Listener {

    /// @param stage what is being done, such as `linking vectors`
    void building(String stage, long done, long total);

    void measured(IndexMeasurement measurement);
  }

  public IndexBenchmark(
      VectorData data, Metric metric, TrueNeighbours truth, Options options, Listener listener) {
    require(
        truth.places() >= Math.min(options.count(), data.base().count()),
        "truth is known for %d places; %d hits are asked for: leave the truth out to compute it",
        truth.places(),
        options.count());
    this.data = data;
    this.metric = metric;
    this.truth = truth;
    this.options = options;
    this.listener = listener;
  }

  /// Measures one index with the settings given.
  ///
  /// @param algorithm what to call it
  public List<IndexMeasurement> run(String algorithm, IndexSpec spec, List<SearchEffort> efforts)
      throws InterruptedException {
    return measure(algorithm, spec, List.of(List.copyOf(efforts)), false);
  }

  /// Measures one index with settings from the least effort up to where more finds no more.
  public List<IndexMeasurement> sweep(String algorithm, IndexSpec spec)
      throws InterruptedException {
    return measure(algorithm, spec, EffortSweep.of(spec).rows(options.count()), true);
  }

  private List<IndexMeasurement> measure(
      String algorithm, IndexSpec spec, List<List<SearchEffort>> rows, boolean stopsEarly)
      throws InterruptedException {
    var all = new ArrayList<IndexMeasurement>();
    var knobs = EffortSweep.of(spec);
    var cost = new BuildCost();
    try (var index = cost.build(spec)) {
      var rounds = new SearchRounds(index, data.queries(), options);
      rounds.warmUp(rows.getFirst().getFirst(), Duration.ofSeconds(2));
      for (var row : rows) {
        double before = -1;
        for (var effort : row) {
          var measured = measure(algorithm, knobs.text(effort), rounds, effort, cost.of(index));
          all.add(measured);
          listener.measured(measured);
          double recall = measured.recallAtCount();
          if (stopsEarly && (recall >= RECALL_ENOUGH || recall < before + GAIN_ENOUGH)) {
            break;
          }
          before = recall;
        }
      }
    }
    return all;
  }

  private IndexMeasurement measure(
      String algorithm,
      String setting,
      SearchRounds rounds,
      SearchEffort effort,
      IndexMeasurement.Build build)
      throws InterruptedException {
    var result = rounds.run(request(options.count(), effort));
    var recall = new TreeMap<Integer, Double>();
    for (int place : PLACES) {
      if (place <= options.count() && place <= truth.places()) {
        recall.put(place, truth.recall(result.found(), place).byDistance());
      }
    }
    int deep = Math.min(DEEP_COUNT, data.base().count());
    if (options.count() < deep && truth.places() >= DEEP_COUNT) {
      var found = rounds.ask(request(DEEP_COUNT, effort), DEEP_QUERIES);
      recall.put(DEEP_COUNT, truth.recall(found, DEEP_COUNT).byDistance());
    }
    int counted = Math.min(options.count(), truth.places());
    var atCount = truth.recall(result.found(), counted);
    recall.put(options.count(), atCount.byDistance());
    return new IndexMeasurement(
        new IndexMeasurement.DataShape(
            data.name(), word(metric), data.base().count(), data.base().dimension()),
        algorithm,
        setting,
        options.count(),
        recall,
        atCount.byIdentity(),
        result.found().length,
        new IndexMeasurement.Speed(
            options.threads(),
            result.found().length / result.seconds(),
            result.found().length / result.processorSeconds(),
            Latencies.of(result.nanos())),
        build);
  }

  private static SearchRequest request(int count, SearchEffort effort) {
    return SearchRequest.top(count).with(effort);
  }

  /// A metric as the command line has it.
  public static String word(Metric metric) {
    return switch (metric) {
      case INNER_PRODUCT -> "ip";
      case COSINE -> "cosine";
      case EUCLIDEAN -> "l2";
    };
  }

  /// Builds an index and keeps what that took.
  private final class BuildCost {

    private double trainSeconds;
    private double addSeconds;
    private double processorSeconds;

    VectorIndex build(IndexSpec spec) {
      var buildOptions =
          BuildOptions.DEFAULT.withThreads(options.buildThreads()).with(listener::building);
      var index = Indexes.create(spec, metric, data.base().dimension(), buildOptions);
      try {
        double processor = ProcessorTime.ofProcess();
        long start = System.nanoTime();
        if (!index.isTrained()) {
          index.train(data.base());
        }
        trainSeconds = (System.nanoTime() - start) / 1e9;
        index.add(0, data.base());
        addSeconds = (System.nanoTime() - start) / 1e9 - trainSeconds;
        processorSeconds = ProcessorTime.ofProcess() - processor;
        return index;
      } catch (RuntimeException | Error e) {
        index.close();
        throw e;
      }
    }

    IndexMeasurement.Build of(VectorIndex index) {
      return new IndexMeasurement.Build(
          trainSeconds, addSeconds, processorSeconds, index.memoryBytes());
    }
  }
}
