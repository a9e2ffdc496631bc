package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Vectors for tests: gathered in clusters, as embeddings are, so that approximate kinds have
/// something to find.
public final class TestVectors {

  private final Seeds random;
  private final float[][] centres;
  private final int dimension;

  /// @param dimension numbers per vector
  public TestVectors(Seeds random, int clusters, int dimension) {
    this.random = random;
    this.dimension = dimension;
    centres = new float[clusters][];
    for (int i = 0; i < clusters; i++) {
      centres[i] = random.vector(dimension);
    }
  }

  public float[] next() {
    float[] vector = random.vector(dimension);
    float[] centre = centres[random.nextInt(centres.length)];
    for (int i = 0; i < dimension; i++) {
      vector[i] = centre[i] + 0.5f * vector[i];
    }
    return vector;
  }

  public float[][] next(int count) {
    var rows = new float[count][];
    Arrays.setAll(rows, i -> next());
    return rows;
  }

  /// The best ids among `rows`, whose ids are their places, by plain loops in double precision.
  public static long[] trueBest(float[][] rows, float[] query, Metric metric, int count) {
    var scores = new double[rows.length];
    Arrays.setAll(scores, i -> -score(rows[i], query, metric));
    double last =
        Arrays.stream(scores)
            .sorted()
            .skip(Math.min(count, rows.length) - 1L)
            .findFirst()
            .orElse(0);
    return IntStream.range(0, rows.length)
        .filter(i -> scores[i] <= last)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> scores[i])
                .thenComparing(Comparator.naturalOrder()))
        .limit(count)
        .mapToLong(i -> i)
        .toArray();
  }

  /// By plain loops in double precision.
  public static double score(float[] a, float[] b, Metric metric) {
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    double distance = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squareA += (double) a[i] * a[i];
      squareB += (double) b[i] * b[i];
      distance += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return switch (metric) {
      case INNER_PRODUCT -> product;
      case COSINE -> product / Math.sqrt(squareA * squareB);
      case EUCLIDEAN -> -distance;
    };
  }

  /// Says whether two answers are the same but for rounding: sums in lanes may be rounded
  /// differently from one time to the next.
  public static void requireSame(Hits expected, Hits hits, String description) {
    assertThat(hits.count()).as(description).isEqualTo(expected.count());
    double tolerance = 1e-5 * (1 + Math.abs(expected.count() == 0 ? 0 : expected.scores()[0]));
    for (int i = 0; i < hits.count(); i++) {
      assertThat((double) hits.scores()[i])
          .as(description)
          .isCloseTo(expected.scores()[i], within(tolerance));
      int place = place(expected.ids(), hits.ids()[i]);
      double score = place < 0 ? expected.scores()[hits.count() - 1] : expected.scores()[place];
      assertThat(score).as(description).isCloseTo(hits.scores()[i], within(tolerance));
    }
  }

  private static int place(long[] ids, long id) {
    return IntStream.range(0, ids.length).filter(i -> ids[i] == id).findFirst().orElse(-1);
  }

  public static VectorSource source(float[]... rows) {
    return VectorSource.of(rows);
  }
}
