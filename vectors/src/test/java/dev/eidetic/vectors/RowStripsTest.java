package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowStripsTest {

  @Test
  void productsAreThoseOfTheScalarKernelToTheLastBit() {
    var random = Seeds.many(1).getFirst();
    for (int dimension : new int[] {1, 2, 7, 64, 129}) {
      for (int count : new int[] {0, 1, 15, 64, 65, 200}) {
        float[] rows = random.vector(count * dimension);
        float[] query = random.vector(dimension);
        var strips = RowStrips.of(rows, count, dimension);
        var scores = new float[strips.paddedCount()];
        strips.dots(query, scores);
        for (int row = 0; row < count; row++) {
          float[] vector = Arrays.copyOfRange(rows, row * dimension, (row + 1) * dimension);
          assertThat(scores[row])
              .as("row %d of %d, %d numbers, %s", row, count, dimension, random)
              .isEqualTo(ScalarKernels.dot(query, vector));
        }
      }
    }
  }

  @Test
  void theScalarTwinAgrees() {
    var random = Seeds.many(1).getFirst();
    int width = ScalarRowStrips.WIDTH;
    float[] query = random.vector(9);
    float[] strip = random.vector(9 * width);
    var scores = new float[width];
    ScalarRowStrips.dots(query, strip, 0, scores, 0);
    for (int row = 0; row < width; row++) {
      var vector = new float[9];
      for (int i = 0; i < 9; i++) {
        vector[i] = strip[i * width + row];
      }
      assertThat(scores[row]).as("%s", random).isEqualTo(ScalarKernels.dot(query, vector));
    }
  }
}
