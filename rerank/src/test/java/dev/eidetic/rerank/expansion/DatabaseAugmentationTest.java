package dev.eidetic.rerank.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.rerank.Lists;
import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatabaseAugmentationTest {

  @Test
  void agreesWithTheFormula() {
    for (var random : Seeds.many(10)) {
      float[][] rows = Lists.clustered(random, 40, 12, 3);
      float[] query = random.unitVector(12);
      var better = Lists.run(new DatabaseAugmentation(5, 3), rows, Lists.ranked(rows, query));
      for (int i = 0; i < better.size(); i++) {
        double expected =
            Lists.dot(augmented(rows, better.ordinal(i), 5, -1), Lists.doubles(query));
        assertThat((double) better.score(i)).as("%s", random).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void theQuerysOwnImageJoinsNobody() {
    for (var random : Seeds.many(10)) {
      float[][] rows = Lists.clustered(random, 40, 12, 3);
      var first = Lists.ranked(rows, rows[7], 39, OptionalInt.of(7));
      var better = Lists.run(new DatabaseAugmentation(5, 3), rows, first);
      for (int i = 0; i < better.size(); i++) {
        double expected =
            Lists.dot(augmented(rows, better.ordinal(i), 5, 7), Lists.doubles(rows[7]));
        assertThat((double) better.score(i)).as("%s", random).isCloseTo(expected, within(1e-5));
      }
    }
  }

  /// @param absent an image as if it were not there; -1 for none
  private static double[] augmented(float[][] rows, int image, int neighbours, int absent) {
    var nearest =
        IntStream.range(0, rows.length)
            .filter(other -> other != image && other != absent)
            .boxed()
            .sorted(
                (a, b) ->
                    Double.compare(
                        Lists.dot(rows[b], rows[image]), Lists.dot(rows[a], rows[image])))
            .limit(neighbours)
            .toList();
    double[] sum = Lists.doubles(rows[image]);
    for (int other : nearest) {
      double weight = Math.pow(Math.max(0, Lists.dot(rows[image], rows[other])), 3);
      for (int j = 0; j < sum.length; j++) {
        sum[j] += weight * rows[other][j];
      }
    }
    return Lists.unit(sum);
  }

  @Test
  void laterStagesSeeTheAugmentedVectors() {
    float[][] rows = {{1, 0}, {0.6f, 0.8f}, {0, 1}};
    var better =
        Lists.run(new DatabaseAugmentation(1, 0), rows, Lists.ranked(rows, new float[] {1, 0}));
    var expected = Lists.unit(new float[] {0.6f, 1.8f}); // of the image (0, 1)
    assertThat(better.gallery().vector(2)).containsExactly(expected, within(1e-6f));
    assertThat(Arrays.stream(better.ordinals()).sorted()).containsExactly(0, 1, 2);
  }
}
