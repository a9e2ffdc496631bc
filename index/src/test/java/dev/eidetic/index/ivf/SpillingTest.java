package dev.eidetic.index.ivf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.Metric;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.cluster.Centroids;
import org.junit.jupiter.api.Test;

class SpillingTest {

  private static final int DIMENSION = 6;
  private static final int LISTS = 50;

  @Test
  void secondListsHaveTheLeastLossOfThePaper() {
    var random = Seeds.many(1).getFirst();
    var numbers = random.vector(LISTS * DIMENSION);
    var coarse =
        CoarseQuantizer.of(
            new Centroids(numbers, LISTS, DIMENSION), Metric.COSINE, BuildOptions.DEFAULT);
    var rows = new float[300][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.vector(DIMENSION);
    }
    var options = BuildOptions.DEFAULT.withThreads(2);
    int[] first = coarse.assign(VectorSource.of(rows), options);
    int[] second = Spilling.second(VectorSource.of(rows), first, coarse, options);
    for (int i = 0; i < rows.length; i++) {
      double least = Double.POSITIVE_INFINITY;
      for (int list = 0; list < LISTS; list++) {
        if (list != first[i]) {
          least = Math.min(least, loss(rows[i], numbers, first[i], list, 1));
        }
      }
      assertThat(second[i]).as("%s", random).isNotEqualTo(first[i]);
      assertThat(loss(rows[i], numbers, first[i], second[i], 1))
          .as("%s, vector %d", random, i)
          .isLessThanOrEqualTo(least + 1e-4);
    }
  }

  private static double loss(
      float[] vector, float[] numbers, int first, int second, double weight) {
    double length = 0;
    double product = 0;
    double square = 0;
    for (int i = 0; i < DIMENSION; i++) {
      double one = vector[i] - (double) numbers[first * DIMENSION + i];
      double two = vector[i] - (double) numbers[second * DIMENSION + i];
      length += one * one;
      product += one * two;
      square += two * two;
    }
    return square + weight * product * product / length;
  }

  @Test
  void aVectorThatIsItsCentroidGoesToTheNextNearest() {
    float[] numbers = {0, 0, 3, 0, 0, 1};
    var coarse =
        CoarseQuantizer.of(new Centroids(numbers, 3, 2), Metric.EUCLIDEAN, BuildOptions.DEFAULT);
    int[] second =
        Spilling.second(
            VectorSource.of(new float[] {0, 0}, 2), new int[] {0}, coarse, BuildOptions.DEFAULT);
    assertThat(second).containsExactly(2);
  }

  @Test
  void ordinalsAreSeenOnceUntilForgotten() {
    var seen = new SeenOrdinals();
    for (int round = 0; round < 2; round++) {
      for (int ordinal = 0; ordinal < 500; ordinal += 3) {
        assertThat(seen.add(ordinal)).isTrue();
        assertThat(seen.add(ordinal)).isFalse();
      }
      seen.clear();
    }
  }
}
