package dev.eidetic.evaluate.neighbours;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The nearest gallery vectors of each query by Euclidean distance, exactly.
///
/// Distances become inner products by one more number per vector: with `x` a gallery vector and `q`
/// a query, both taken from the gallery's middle, `(q, 1) · (x, -|x|²/2)` grows as `|q - x|`
/// shrinks. [BlockNeighbours] ranks by those; what it ranks first is measured again in double
/// precision. Where its rounding could have cost a neighbour its place, the whole gallery is.
///
/// Scores are minus the squared distance; equal ones are ranked by lower ordinal. An instance may
/// be used by several threads.
public final class EuclideanNeighbours {

  /// Candidates beyond those asked for; each settles a query that rounding left open.
  private static final int SPARE = 32;

  private static final int SAMPLE = 4096;

  private final VectorSource queries;
  private final VectorSource gallery;
  private final int threads;

  /// @param queries of the same dimension as the gallery
  /// @param threads to compute with, 1 to 1024
  public EuclideanNeighbours(VectorSource queries, VectorSource gallery, int threads) {
    require(
        queries.dimension() == gallery.dimension(),
        "queries have %d numbers and gallery vectors %d; they must agree",
        queries.dimension(),
        gallery.dimension());
    this.queries = queries;
    this.gallery = gallery;
    this.threads = threads;
  }

  /// The `k` nearest gallery vectors of each query.
  ///
  /// @param k at least 1; a smaller gallery is ranked whole
  /// @throws IllegalArgumentException if a vector is not finite or so long that its square is not
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  public Neighbours nearest(int k) throws InterruptedException {
    require(k >= 1, "k is %d; it must be at least 1", k);
    int wanted = Math.min(k, gallery.count());
    float[] middle = middle();
    var candidates =
        new BlockNeighbours(
                new LiftedSource(queries, middle, LiftedSource.Side.QUERY),
                new LiftedSource(gallery, middle, LiftedSource.Side.GALLERY),
                threads)
            .nearest((int) Math.min((long) wanted + SPARE, gallery.count()));
    var ordinals = new int[queries.count()][];
    var scores = new float[queries.count()][];
    var query = new float[queries.dimension()];
    double longest = longestFrom(middle);
    for (int i = 0; i < queries.count(); i++) {
      queries.copy(i, 1, query, 0);
      var best = measured(query, candidates.ordinals()[i], wanted);
      float[] approximate = candidates.scores()[i];
      if (approximate.length < gallery.count()
          && !isSettled(query, middle, longest, best, approximate[approximate.length - 1])) {
        best = measured(query, all(), wanted);
      }
      ordinals[i] = best.stream().mapToInt(Measured::ordinal).toArray();
      scores[i] = new float[wanted];
      for (int j = 0; j < wanted; j++) {
        scores[i][j] = (float) -best.get(j).squaredDistance();
      }
    }
    return new Neighbours(ordinals, scores, wanted == gallery.count());
  }

  private record Measured(int ordinal, double squaredDistance) {}

  private List<Measured> measured(float[] query, int[] chosen, int wanted) {
    var found = new ArrayList<Measured>(chosen.length);
    var row = new float[query.length];
    for (int ordinal : chosen) {
      gallery.copy(ordinal, 1, row, 0);
      found.add(new Measured(ordinal, squaredDistance(query, row)));
    }
    found.sort(
        Comparator.comparingDouble(Measured::squaredDistance).thenComparingInt(Measured::ordinal));
    found.subList(wanted, found.size()).clear();
    return found;
  }

  /// Whether no vector that was left out can be nearer than the last that was kept. Whatever was
  /// left out scored at most `lastScore`, give or take the rounding of an inner product (`n`
  /// roundings of relative size 2^-24 on a sum of products that is at most the product of the
  /// lengths).
  private static boolean isSettled(
      float[] query, float[] middle, double longest, List<Measured> kept, float lastScore) {
    double length = Math.sqrt(squaredDistance(query, middle));
    double exactScore = (length * length - kept.getLast().squaredDistance()) / 2;
    double magnitude = length * longest + longest * longest / 2;
    return exactScore > lastScore + (query.length + 4) * 0x1p-23 * magnitude;
  }

  private int[] all() {
    var ordinals = new int[gallery.count()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = i;
    }
    return ordinals;
  }

  /// The mean of an even sample; any point would be right, one amid the vectors rounds least.
  private float[] middle() {
    var row = new float[gallery.dimension()];
    var sum = new double[row.length];
    int sampled = Math.min(SAMPLE, gallery.count());
    for (int i = 0; i < sampled; i++) {
      gallery.copy((int) ((long) i * gallery.count() / sampled), 1, row, 0);
      for (int j = 0; j < row.length; j++) {
        sum[j] += row[j];
      }
    }
    for (int j = 0; j < row.length; j++) {
      row[j] = (float) (sum[j] / Math.max(1, sampled));
    }
    return row;
  }

  private double longestFrom(float[] middle) {
    var row = new float[middle.length];
    double longest = 0;
    for (int i = 0; i < gallery.count(); i++) {
      gallery.copy(i, 1, row, 0);
      longest = Math.max(longest, squaredDistance(row, middle));
    }
    return Math.sqrt(longest);
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
