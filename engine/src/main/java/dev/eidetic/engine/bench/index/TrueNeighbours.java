package dev.eidetic.engine.bench.index;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.neighbours.BlockNeighbours;
import dev.eidetic.evaluate.neighbours.EuclideanNeighbours;
import dev.eidetic.index.Metric;
import dev.eidetic.vectors.VectorSource;
import java.util.HashSet;
import java.util.function.IntConsumer;

/// The true neighbours of the queries, and what share of them an index finds.
///
/// A hit counts if it scores at least as much as the last true neighbour, so that one of several
/// equally near vectors may stand for another: recall by distance, as ann-benchmarks plots it, with
/// a slack of a millionth of the scores' magnitude for truth that was computed in other precision.
public final class TrueNeighbours {

  private static final int QUERIES_AT_ONCE = 512;
  private static final double SLACK = 1e-6;
  private static final int CHECKED_QUERIES = 20;

  private final VectorSource base;
  private final VectorSource queries;
  private final Metric metric;
  private final int[][] ordinals;
  private final float[] query;
  private final float[] row;

  private TrueNeighbours(VectorSource base, VectorSource queries, Metric metric, int[][] ordinals) {
    this.base = base;
    this.queries = queries;
    this.metric = metric;
    this.ordinals = ordinals;
    this.query = new float[base.dimension()];
    this.row = new float[base.dimension()];
  }

  /// Truth that a file states.
  ///
  /// @param ordinals one row per query, nearest first
  /// @throws IllegalArgumentException if a row is not sorted by this metric
  public static TrueNeighbours of(
      VectorSource base, VectorSource queries, Metric metric, int[][] ordinals) {
    var truth = new TrueNeighbours(base, queries, metric, ordinals);
    for (int i = 0; i < Math.min(CHECKED_QUERIES, ordinals.length); i++) {
      truth.requireSorted(i);
    }
    return truth;
  }

  /// Computes truth exactly.
  ///
  /// @param count neighbours per query, at least 1; all vectors if there are fewer
  /// @param progress told how many queries are done
  /// @throws IllegalArgumentException if a vector is not finite
  /// @throws InterruptedException if the caller was interrupted
  public static TrueNeighbours compute(
      VectorSource base,
      VectorSource queries,
      Metric metric,
      int count,
      int threads,
      IntConsumer progress)
      throws InterruptedException {
    var ordinals = new int[queries.count()][];
    int step = QUERIES_AT_ONCE * threads;
    for (int first = 0; first < ordinals.length; first += step) {
      progress.accept(first);
      var some = new QueryRange(queries, first, Math.min(step, ordinals.length - first));
      var nearest =
          switch (metric) {
            case INNER_PRODUCT -> new BlockNeighbours(some, base, threads).nearest(count);
            case COSINE ->
                new BlockNeighbours(some.normalized(), base.normalized(), threads).nearest(count);
            case EUCLIDEAN -> new EuclideanNeighbours(some, base, threads).nearest(count);
          };
      int[][] found = nearest.ordinals();
      System.arraycopy(found, 0, ordinals, first, found.length);
    }
    progress.accept(ordinals.length);
    return new TrueNeighbours(base, queries, metric, ordinals);
  }

  private record QueryRange(VectorSource source, int start, int count) implements VectorSource {

    @Override
    public int dimension() {
      return source.dimension();
    }

    @Override
    public void copy(int first, int count, float[] target, int offset) {
      source.copy(start + first, count, target, offset);
    }
  }

  /// For how many places truth is known.
  public int places() {
    int least = Integer.MAX_VALUE;
    for (int[] row : ordinals) {
      least = Math.min(least, row.length);
    }
    return least;
  }

  /// What a search found by two measures.
  ///
  /// @param byDistance mean share of the first `k` hits that score as well as the true `k`-th
  ///   neighbour or better, 0 to 1
  /// @param byIdentity mean share of the `k` true neighbours that are among the first `k` hits
  public record Recall(double byDistance, double byIdentity) {}

  /// Recall among the first `k` hits. Not for several threads at once.
  ///
  /// @param found ids, which are ordinals of the base vectors, best first, for the first queries
  /// @param k at most [#places]; fewer hits than that count as misses
  public Recall recall(long[][] found, int k) {
    require(
        1 <= k && k <= places(),
        "recall at %d is wanted; truth is known for %d places",
        k,
        places());
    long near = 0;
    long same = 0;
    for (int i = 0; i < found.length; i++) {
      queries.copy(i, 1, query, 0);
      double last = scoreOf(ordinals[i][k - 1]);
      double limit = last - SLACK * Math.max(magnitude(), Math.abs(last));
      var wanted = new HashSet<Long>();
      for (int j = 0; j < k; j++) {
        wanted.add((long) ordinals[i][j]);
      }
      var seen = new HashSet<Long>();
      for (int j = 0; j < Math.min(k, found[i].length); j++) {
        long id = found[i][j];
        if (seen.add(id)) {
          boolean isSame = wanted.contains(id);
          same += isSame ? 1 : 0;
          near += isSame || scoreOf(Math.toIntExact(id)) >= limit ? 1 : 0;
        }
      }
    }
    double all = (double) found.length * k;
    return new Recall(near / all, same / all);
  }

  private double scoreOf(int ordinal) {
    base.copy(ordinal, 1, row, 0);
    return Scores.of(metric, query, row);
  }

  /// What scores of the present query are about as large as; for cosines 1.
  private double magnitude() {
    if (metric == Metric.COSINE) {
      return 1;
    }
    double squares = 0;
    for (float x : query) {
      squares += (double) x * x;
    }
    return squares;
  }

  private void requireSorted(int i) {
    queries.copy(i, 1, query, 0);
    for (int j = 1; j < ordinals[i].length; j++) {
      double before = scoreOf(ordinals[i][j - 1]);
      double after = scoreOf(ordinals[i][j]);
      double slack = 1e-4 * Math.max(magnitude(), Math.abs(before));
      require(
          after <= before + slack,
          "truth of query %d names vector %d before %d, which is nearer by this metric (scores %s"
              + " and %s); is the truth for another metric?",
          i,
          ordinals[i][j - 1],
          ordinals[i][j],
          before,
          after);
    }
  }
}
