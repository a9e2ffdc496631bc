package dev.eidetic.encode.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ColourTest {

  /// Published CIELAB values (D65) of the sRGB primaries and of middle gray.
  @Test
  void labAgreesWithKnownColours() {
    assertLab(0x000000, 0, 0, 0);
    assertLab(0xffffff, 100, 0, 0);
    assertLab(0x808080, 53.59, 0, 0);
    assertLab(0xff0000, 53.24, 80.09, 67.20);
    assertLab(0x00ff00, 87.73, -86.18, 83.18);
    assertLab(0x0000ff, 32.30, 79.19, -107.86);
  }

  private static void assertLab(int colour, double lightness, double greenRed, double blueYellow) {
    var lab = lab(1, (_, _) -> colour);
    assertThat((double) lab.lightness()[0]).isCloseTo(lightness, within(0.2));
    assertThat((double) lab.greenRed()[0]).isCloseTo(greenRed, within(0.2));
    assertThat((double) lab.blueYellow()[0]).isCloseTo(blueYellow, within(0.2));
  }

  @Test
  void blackAndWhiteFillTheirOwnBins() {
    float[] shares = ColourHistogram.of(lab(2, (x, _) -> x == 0 ? 0x000000 : 0xffffff));
    float[] expected = new float[ColourHistogram.BINS];
    expected[0] = 0.5f;
    expected[5] = 0.5f;
    assertThat(shares).containsExactly(expected, within(2e-3f));
  }

  /// Pure red has lightness 53.24, so it is (53.24 - 30) / 40 = 0.581 light; its hue angle is
  /// 40.0°, which is 0.889 of the way from the first hue to the second.
  @Test
  void redIsSharedBetweenDarkAndLightAndTwoHues() {
    float[] shares = ColourHistogram.of(lab(1, (_, _) -> 0xff0000));
    float[] expected = new float[ColourHistogram.BINS];
    expected[6] = 0.419f * 0.111f;
    expected[7] = 0.419f * 0.889f;
    expected[14] = 0.581f * 0.111f;
    expected[15] = 0.581f * 0.889f;
    assertThat(shares).containsExactly(expected, within(5e-3f));
  }

  /// With 4 x 4 pixels each is a cell of its own; mean lightness is 50.
  @Test
  void layoutTellsWhereItIsLighterThanTheMean() {
    float[] means = ColourLayout.of(lab(4, (x, _) -> x < 2 ? 0x000000 : 0xffffff));
    for (int cell = 0; cell < 16; cell++) {
      assertThat(means[3 * cell]).isCloseTo(cell % 4 < 2 ? -50f : 50f, within(0.1f));
      assertThat(means[3 * cell + 1]).isCloseTo(0f, within(0.1f));
      assertThat(means[3 * cell + 2]).isCloseTo(0f, within(0.1f));
    }
  }

  @Test
  void layoutTellsWhichColourIsWhere() {
    float[] means = ColourLayout.of(lab(4, (x, y) -> x == 3 && y == 0 ? 0xff0000 : 0x808080));
    assertThat(means[3 * 3 + 1]).isCloseTo(80.09f, within(0.2f));
    assertThat(means[3 * 3 + 2]).isCloseTo(67.20f, within(0.2f));
    assertThat(means[3 * 12 + 1]).isCloseTo(0f, within(0.1f));
  }

  private static Lab lab(int side, Drawings.Paint paint) {
    return Lab.of(Planes.of(Drawings.draw(side, side, paint), side));
  }
}
