package dev.eidetic.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.encode.image.Pixels;
import org.junit.jupiter.api.Test;

class RegionTest {

  /// Four by two pixels; the red channel counts them.
  private static Pixels counted() {
    var rgb = new byte[4 * 2 * 3];
    for (int i = 0; i < 8; i++) {
      rgb[3 * i] = (byte) i;
    }
    return Pixels.of(4, 2, rgb);
  }

  private static int[] reds(Pixels picture) {
    var reds = new int[picture.width() * picture.height()];
    for (int i = 0; i < reds.length; i++) {
      reds[i] = picture.at(i % picture.width(), i / picture.width(), 0);
    }
    return reds;
  }

  @Test
  void cutsWholePixelsThatTheBoxTouches() {
    assertThat(reds(new Region(0.25, 0, 0.5, 1).of(counted()))).containsExactly(1, 2, 5, 6);
    assertThat(reds(new Region(0, 0, 1, 1).of(counted()))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(reds(new Region(0.3, 0.6, 0.1, 0.1).of(counted()))).containsExactly(5);
    assertThat(reds(new Region(0.999, 0.999, 1e-9, 1e-9).of(counted()))).containsExactly(7);
  }

  @Test
  void asksForAWholeThatIsLargeEnoughForThePart() {
    assertThat(new Region(0, 0, 0.5, 0.25).sideOfWhole(224)).isEqualTo(896);
    assertThat(new Region(0, 0, 1e-12, 1).sideOfWhole(224)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void liesInsideThePicture() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Region(0.6, 0, 0.5, 1))
        .withMessageStartingWith("box is 0.6,0.0,0.5,1.0; it must be");
    assertThatIllegalArgumentException().isThrownBy(() -> new Region(0, 0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Region(Double.NaN, 0, 1, 1));
  }
}
