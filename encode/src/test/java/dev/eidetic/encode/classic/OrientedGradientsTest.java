package dev.eidetic.encode.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import org.junit.jupiter.api.Test;

class OrientedGradientsTest {

  /// Columns 1 and 2 see the step with magnitude 1. Together they give one whole column to the left
  /// cells and one to the right cells; two rows' worth goes to the upper cells, two to the lower.
  @Test
  void aVerticalEdgeFillsTheFirstOrientation() {
    var picture = Drawings.draw(4, 4, (x, _) -> x < 2 ? 0x000000 : 0xffffff);
    float[] sums = OrientedGradients.histograms(Gradients.of(Planes.of(picture, 4)), 2);
    float[] expected = new float[32];
    for (int cell = 0; cell < 4; cell++) {
      expected[cell * 8] = 2;
    }
    assertThat(sums).containsExactly(expected);
  }

  @Test
  void aHorizontalEdgeFillsTheOrientationAcrossWhicheverSideIsDark() {
    float[] expected = new float[32];
    for (int cell = 0; cell < 4; cell++) {
      expected[cell * 8 + 4] = 2;
    }
    var darkAbove = Drawings.draw(4, 4, (_, y) -> y < 2 ? 0x000000 : 0xffffff);
    var darkBelow = Drawings.draw(4, 4, (_, y) -> y < 2 ? 0xffffff : 0x000000);
    assertThat(OrientedGradients.histograms(Gradients.of(Planes.of(darkAbove, 4)), 2))
        .containsExactly(expected, within(1e-6f));
    assertThat(OrientedGradients.histograms(Gradients.of(Planes.of(darkBelow, 4)), 2))
        .containsExactly(expected, within(1e-6f));
  }

  /// Each cell asks each pixel for its share: 1 less the distance of the centres in cells, where
  /// pixels outside the outermost centres count as if they were on them; likewise for orientations.
  @Test
  void agreesWithAPlainDoubleLoop() {
    for (var random : Seeds.many(20)) {
      var picture = Drawings.draw(12, 12, (_, _) -> random.nextInt(1 << 24));
      var gradients = Gradients.of(Planes.of(picture, 12));
      float[] sums = OrientedGradients.histograms(gradients, 3);
      for (int i = 0; i < sums.length; i++) {
        double expected = 0;
        for (int pixel = 0; pixel < 144; pixel++) {
          double angle =
              Math.atan2(gradients.downs()[pixel], gradients.acrosses()[pixel]) / Math.PI * 8;
          double apart = Math.abs(Math.IEEEremainder(angle - i % 8, 8));
          expected +=
              gradients.magnitudes()[pixel]
                  * Math.max(0, 1 - apart)
                  * share(pixel % 12, i / 8 % 3)
                  * share(pixel / 12, i / 24);
        }
        assertThat((double) sums[i])
            .as("%s, number %d", random, i)
            .isCloseTo(expected, within(1e-4));
      }
    }
  }

  private static double share(int pixel, int cell) {
    double place = Math.clamp((pixel + 0.5) / 4 - 0.5, 0, 2);
    return Math.max(0, 1 - Math.abs(place - cell));
  }

  @Test
  void cellsAreDividedByTheirOwnLengthPlusTheTypicalOne() {
    float[] histograms = new float[16];
    histograms[0] = 3;
    histograms[9] = 4;
    OrientedGradients.evenOut(histograms);
    double typical = Math.sqrt((9 + 16) / 2.0);
    assertThat((double) histograms[0]).isCloseTo(3 / (3 + typical), within(1e-6));
    assertThat((double) histograms[9]).isCloseTo(4 / (4 + typical), within(1e-6));
  }
}
