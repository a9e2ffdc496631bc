package dev.eidetic.encode.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class PixelsTest {

  @Test
  void aPartHasThePixelsOfItsRectangle() {
    var rgb = new byte[3 * 5 * 4];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) i;
    }
    var whole = Pixels.of(5, 4, rgb);
    var part = whole.part(2, 1, 3, 2);
    assertThat(part.width()).isEqualTo(3);
    assertThat(part.height()).isEqualTo(2);
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 3; x++) {
        for (int channel = 0; channel < 3; channel++) {
          assertThat(part.at(x, y, channel)).isEqualTo(whole.at(2 + x, 1 + y, channel));
        }
      }
    }
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> whole.part(3, 0, 3, 1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> whole.part(0, -1, 3, 1));
  }
}
