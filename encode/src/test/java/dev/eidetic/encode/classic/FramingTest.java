package dev.eidetic.encode.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FramingTest {

  @Test
  void bordersOfOneColourAreCutOff() {
    var picture =
        Drawings.draw(
            64, 64, (x, y) -> x < 8 || y >= 48 ? 0x204060 : (x + y) % 2 == 0 ? 0 : 0xffffff);
    assertThat(Framing.withoutBorders(Planes.of(picture, 64)))
        .isEqualTo(new Frame(0.125, 1, 0, 0.75));
  }

  @Test
  void aPictureOfOneColourKeepsItsWholeFrame() {
    assertThat(Framing.of(Planes.of(Drawings.flat(128, 128, 0x336699), 128)))
        .isEqualTo(Frame.WHOLE);
  }

  /// A tenth lies below 0.1 and above 0.9 of an even spread; 0.8 grown by 0.4 times itself is more
  /// than the whole.
  @Test
  void evenlySpreadGradientsKeepTheWholeSpan() {
    assertThat(Framing.span(new double[] {1, 1, 1, 1})).containsExactly(0, 1);
  }

  /// All lies in the third of four parts, 0.5 to 0.75: quantiles 0.525 and 0.725, middle 0.625,
  /// width 0.2 * 1.4 = 0.28.
  @Test
  void theSpanClosesAroundWhereTheGradientsAre() {
    assertThat(Framing.span(new double[] {0, 0, 1, 0}))
        .containsExactly(new double[] {0.485, 0.765}, within(1e-9));
  }

  @Test
  void frameShapesOfCloseRatiosAreAlike() {
    assertThat(FrameShape.of(1)[3]).isEqualTo(1);
    assertThat(FrameShape.of(Math.exp(0.4))[4]).isCloseTo(1f, within(1e-6f));
    assertThat(FrameShape.of(100)).containsExactly(FrameShape.of(1000));
  }
}
