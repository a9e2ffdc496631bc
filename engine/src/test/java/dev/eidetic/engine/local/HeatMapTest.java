package dev.eidetic.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.classic.ClassicEncoder;
import dev.eidetic.encode.image.Pixels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeatMapTest {

  private static Pixels noise(int width, int height, int seed) {
    var rgb = new byte[3 * width * height];
    new Random(seed).nextBytes(rgb);
    return Pixels.of(width, height, rgb);
  }

  /// A picture whose lower right quarter is of another colour.
  private static Pixels quarter(int width, int height) {
    var rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int channel = x >= width / 2 && y >= height / 2 ? 0 : 2;
        rgb[3 * (y * width + x) + channel] = (byte) (150 + (x * 7 + y * 13) % 50);
      }
    }
    return Pixels.of(width, height, rgb);
  }

  private static float[] vector(ClassicEncoder encoder, Pixels pixels) {
    return encoder.encode(List.of(pixels)).getFirst();
  }

  private static Pixels red() {
    var rgb = new byte[3 * 64 * 64];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) (150 + i / 3 % 50);
    }
    return Pixels.of(64, 64, rgb);
  }

  @Test
  void theHottestWindowLiesWhereThePictureIsLikeTheOther() {
    try (var encoder = new ClassicEncoder()) {
      var heat = HeatMap.of(quarter(200, 120), vector(encoder, red()), encoder);
      var hottest = heat.hottest();
      assertThat(hottest.left()).isGreaterThanOrEqualTo(90);
      assertThat(hottest.top()).isGreaterThanOrEqualTo(55);
      assertThat(heat.most()).isGreaterThan(heat.least());
      assertThat(heat.at(0.9, 0.9)).isGreaterThan(heat.at(0.1, 0.1));
    }
  }

  @Test
  void eachWindowsCosineIsThatOfItsCutOutAndItsMiddleHasIt() {
    try (var encoder = new ClassicEncoder()) {
      var picture = noise(90, 60, 1);
      float[] sought = vector(encoder, noise(40, 40, 2));
      var heat = HeatMap.of(picture, sought, encoder);
      assertThat(heat.window()).isEqualTo(24);
      var cut = new byte[3 * 24 * 24];
      for (int y = 0; y < 24; y++) {
        System.arraycopy(picture.rgb(), 3 * y * 90, cut, 3 * y * 24, 3 * 24);
      }
      float[] corner = vector(encoder, Pixels.of(24, 24, cut));
      double cosine = 0;
      for (int i = 0; i < corner.length; i++) {
        cosine += corner[i] * sought[i];
      }
      assertThat(heat.cosines()[0]).isCloseTo((float) cosine, within(1e-5f));
      assertThat(heat.at(12.0 / 90, 12.0 / 60)).isCloseTo(cosine, within(1e-5));
      assertThat(heat.at(0, 0)).isCloseTo(cosine, within(1e-5));
    }
  }

  @Test
  void picturesOfAnyShapeHaveSomeWindows() {
    try (var encoder = new ClassicEncoder()) {
      float[] sought = vector(encoder, red());
      for (int[] sides : new int[][] {{1, 1}, {5, 400}, {4000, 3}, {16, 16}}) {
        var heat = HeatMap.of(noise(sides[0], sides[1], 3), sought, encoder);
        assertThat(heat.cosines()).hasSizeBetween(1, 256);
        assertThat(heat.at(0.5, 0.5)).isBetween(-1.001, 1.001);
        var drawn = HeatPicture.draw(noise(8, 8, 4), heat, noise(9, 7, 5), heat);
        assertThat(drawn.width()).isEqualTo(8 + 12 + 9);
      }
    }
  }
}
