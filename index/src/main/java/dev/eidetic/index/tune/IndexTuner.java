package dev.eidetic.index.tune;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.MutableIndex;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.VectorIndex;
import dev.eidetic.vectors.VectorSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Finds the fastest index and search effort that reach a goal, by building and measuring.
///
/// Queries are parted in two: half of them choose efforts, the other half, which had no say, give
/// the numbers that are reported. The true neighbours come from scanning all vectors. Times are of
/// searches on one thread, so let nothing else run; recall does not mind.
public final class IndexTuner {

  private static final int FEWEST_QUERIES = 10;
  private static final int REPETITIONS = 3;

  private final Metric metric;
  private final BuildOptions options;
  private final Maker maker;
  private final LongSupplier nanoTime;

  /// Makes an empty index.
  interface Maker {
    MutableIndex make(IndexSpec spec, int dimension);
  }

  /// @param options also say whom to tell how far the work is
  public IndexTuner(Metric metric, BuildOptions options) {
    this(
        metric,
        options,
        (spec, dimension) -> Indexes.create(spec, metric, dimension, options),
        System::nanoTime);
  }

  IndexTuner(Metric metric, BuildOptions options, Maker maker, LongSupplier nanoTime) {
    this.metric = metric;
    this.options = options;
    this.maker = maker;
    this.nanoTime = nanoTime;
  }

  /// What to take when nobody tunes: a scan for few vectors, a graph for many.
  ///
  /// @param count of vectors
  /// @param dimension numbers per vector
  public static IndexSpec defaultFor(int count, int dimension) {
    return defaultFor(count, dimension, Long.MAX_VALUE);
  }

  /// What to take when nobody tunes and memory is short.
  ///
  /// @param memoryBytes most that the index may take, ids left out; estimated, not measured
  /// @throws IllegalArgumentException if no kind is so small
  public static IndexSpec defaultFor(int count, int dimension, long memoryBytes) {
    return new DefaultChoice(count, dimension).within(memoryBytes);
  }

  /// About what an index of so many vectors takes, ids left out; estimated, not measured.
  public static long estimatedBytes(IndexSpec spec, int count, int dimension) {
    return new DefaultChoice(count, dimension).bytes(spec);
  }

  /// Builds and measures the kinds that suit so many vectors.
  ///
  /// @param queries like those that will be asked, not among the vectors; at least 10, better some
  ///   hundreds: the result says how sure its recall is
  public TuningResult tune(TuningGoal goal, VectorSource vectors, VectorSource queries) {
    return tune(
        goal,
        vectors,
        queries,
        new DefaultChoice(vectors.count(), vectors.dimension()).candidates());
  }

  /// Builds and measures some kinds.
  public TuningResult tune(
      TuningGoal goal, VectorSource vectors, VectorSource queries, List<IndexSpec> candidates) {
    require(!candidates.isEmpty(), "there are no candidates; at least one kind must be tried");
    var truth = truth(goal, vectors, queries);
    var curve = new ArrayList<TuningPoint>();
    var finalists = new ArrayList<TuningPoint>();
    var skipped = new ArrayList<String>();
    for (int i = 0; i < candidates.size(); i++) {
      var spec = candidates.get(i);
      options.progress().at("trying " + spec, i, candidates.size());
      long start = nanoTime.getAsLong();
      try (var index = maker.make(spec, vectors.dimension())) {
        index.add(0, vectors);
        var buildTime = Duration.ofNanos(nanoTime.getAsLong() - start);
        finalists.add(best(goal, meter(goal, index, vectors, buildTime), truth, curve));
      } catch (IllegalArgumentException e) {
        skipped.add("%s: %s".formatted(spec, e.getMessage()));
      }
    }
    options.progress().at("tuned", candidates.size(), candidates.size());
    require(!finalists.isEmpty(), "no candidate could be built: %s", skipped);
    return new TuningResult(goal, choice(goal, finalists), curve, skipped);
  }

  /// Measures an index that exists: only the effort is chosen.
  ///
  /// @param index whose ids are the places of its vectors
  /// @param vectors all that it holds
  public TuningResult tuneEffort(
      TuningGoal goal, VectorIndex index, VectorSource vectors, VectorSource queries) {
    require(
        index.metric() == metric && index.size() == vectors.count(),
        "the index has %s and %d items; tuned is %s with %d vectors",
        index.metric(),
        index.size(),
        metric,
        vectors.count());
    var curve = new ArrayList<TuningPoint>();
    var truth = truth(goal, vectors, queries);
    var chosen = best(goal, meter(goal, index, vectors, Duration.ZERO), truth, curve);
    return new TuningResult(goal, chosen, curve, List.of());
  }

  private Meter meter(
      TuningGoal goal, VectorIndex index, VectorSource vectors, Duration buildTime) {
    return new Meter(index, vectors, goal.count(), index.memoryBytes(), buildTime, nanoTime);
  }

  private SampleTruth truth(TuningGoal goal, VectorSource vectors, VectorSource queries) {
    require(vectors.count() >= 1, "there are no vectors; there is nothing to tune for");
    require(
        queries.count() >= FEWEST_QUERIES,
        "there are %d queries; at least %d are needed, better some hundreds",
        queries.count(),
        FEWEST_QUERIES);
    require(
        queries.dimension() == vectors.dimension(),
        "queries have %d numbers, vectors %d; they must agree",
        queries.dimension(),
        vectors.dimension());
    options.progress().at("scanning for true neighbours", 0, queries.count());
    var rows = new float[queries.count()][queries.dimension()];
    for (int i = 0; i < rows.length; i++) {
      queries.copy(i, 1, rows[i], 0);
    }
    return SampleTruth.scan(vectors, rows, metric, goal.count(), options.threads());
  }

  /// The best of one kind: the least effort of each ladder that reaches the recall, the fastest of
  /// those, measured again with fresh queries, and raised while those find less.
  private TuningPoint best(
      TuningGoal goal, Meter meter, SampleTruth truth, List<TuningPoint> curve) {
    var choosing = truth.half(0);
    var fresh = truth.half(1);
    var ladders = EffortLadder.of(meter.index().spec(), goal.count());
    meter.measure(ladders.getFirst().getFirst(), choosing, 1); // warms up
    var tried = new ArrayList<TuningPoint>();
    for (var ladder : ladders) {
      tried.add(leastOf(ladder, goal, meter, choosing, curve));
    }
    var chosen = choice(goal, tried);
    var ladder =
        ladders.stream().filter(rungs -> rungs.contains(chosen.effort())).findFirst().orElseThrow();
    var point = meter.measure(chosen.effort(), fresh, REPETITIONS);
    int rung = ladder.indexOf(chosen.effort());
    while (point.recall() < goal.recall() && ++rung < ladder.size()) {
      point = meter.measure(ladder.get(rung), fresh, REPETITIONS);
    }
    return point;
  }

  private static TuningPoint leastOf(
      List<SearchEffort> ladder,
      TuningGoal goal,
      Meter meter,
      SampleTruth truth,
      List<TuningPoint> curve) {
    int low = 0;
    int high = ladder.size() - 1;
    var best = meter.measure(ladder.get(high), truth, 1);
    curve.add(best);
    while (low < high) {
      int middle = (low + high) >>> 1;
      var point = meter.measure(ladder.get(middle), truth, 1);
      curve.add(point);
      if (point.recall() >= goal.recall()) {
        best = point;
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return best;
  }

  /// The fastest of those that meet the goal, or what comes nearest to it.
  private static TuningPoint choice(TuningGoal goal, List<TuningPoint> points) {
    return points.stream()
        .min(
            Comparator.comparingDouble((TuningPoint point) -> point.miss(goal))
                .thenComparing(
                    Comparator.comparingDouble(TuningPoint::queriesPerSecond).reversed()))
        .orElseThrow();
  }

  /// What was measured and not outdone: no other point is both better and faster.
  public static List<TuningPoint> frontier(List<TuningPoint> curve) {
    return IntStream.range(0, curve.size())
        .mapToObj(curve::get)
        .filter(
            point ->
                curve.stream()
                    .noneMatch(
                        other ->
                            other.recall() >= point.recall()
                                && other.queriesPerSecond() > point.queriesPerSecond()))
        .sorted(Comparator.comparingDouble(TuningPoint::recall))
        .toList();
  }
}
