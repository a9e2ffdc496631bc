package dev.eidetic.evaluate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EuclideanNeighboursTest {

  @Test
  void nearestIsWhatSortingEverythingGives() throws InterruptedException {
    for (var random : Seeds.many(5)) {
      check(random, 0, 1);
    }
  }

  /// Inner products of such vectors are about 10^9 with a rounding of about 100, more than all
  /// distances.
  @Test
  void vectorsFarFromTheOriginAreTakenFromTheirMiddle() throws InterruptedException {
    for (var random : Seeds.many(5)) {
      check(random, 10_000, 1);
    }
  }

  /// Two clusters so far apart that no middle helps: rounding leaves every query open, and the
  /// whole gallery is measured.
  @Test
  void whatRoundingLeavesOpenIsMeasuredAgain() throws InterruptedException {
    for (var random : Seeds.many(5)) {
      check(random, 10_000, -1);
    }
  }

  @Test
  void equalDistancesAreRankedByLowerOrdinal() throws InterruptedException {
    var gallery = VectorSource.of(new float[][] {{3}, {1}, {3}, {1}});
    var found =
        new EuclideanNeighbours(VectorSource.of(new float[][] {{2}}), gallery, 1).nearest(9);
    assertThat(found.ordinals()[0]).containsExactly(0, 1, 2, 3);
    assertThat(found.scores()[0]).containsExactly(-1, -1, -1, -1);
    assertThat(found.complete()).isTrue();
  }

  /// @param sign of the offset of every second vector
  private static void check(Seeds random, float offset, int sign) throws InterruptedException {
    float[][] gallery = rows(random, 300, offset, sign);
    float[][] queries = rows(random, 9, offset, sign);
    var found =
        new EuclideanNeighbours(VectorSource.of(queries), VectorSource.of(gallery), 2).nearest(7);
    for (int i = 0; i < queries.length; i++) {
      float[] query = queries[i];
      int[] expected =
          IntStream.range(0, gallery.length)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingDouble(j -> squaredDistance(query, gallery[j]))
                      .thenComparing(j -> j))
              .limit(7)
              .mapToInt(j -> j)
              .toArray();
      assertThat(found.ordinals()[i]).as("%s", random).containsExactly(expected);
    }
  }

  private static float[][] rows(Seeds random, int count, float offset, int sign) {
    var rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = random.vector(11);
      for (int j = 0; j < 11; j++) {
        rows[i][j] += i % 2 == 0 ? offset : sign * offset;
      }
    }
    return rows;
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
