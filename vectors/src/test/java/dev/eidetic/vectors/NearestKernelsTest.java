package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NearestKernelsTest {

  @Test
  void keepsWhatTheScalarTwinKeeps() {
    int width = BlockKernels.rowsPerStrip();
    for (var random : Seeds.many(20)) {
      float[] tile = random.vector(BlockKernels.QUERIES * width);
      float[] penalties = random.vector(20);
      float[] scores = random.vector(3 * width);
      var nearest = new float[3 * width];
      Arrays.fill(nearest, 3);
      float[] expectedScores = scores.clone();
      float[] expectedNearest = nearest.clone();
      int first = random.nextInt(15);
      NearestKernels.keepBest(tile, penalties, first, scores, nearest, width);
      ScalarNearestKernels.keepBest(
          tile, width, penalties, first, expectedScores, expectedNearest, width);
      assertThat(scores).as("%s", random).isEqualTo(expectedScores);
      assertThat(nearest).as("%s", random).isEqualTo(expectedNearest);
    }
  }
}
