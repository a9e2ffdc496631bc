package dev.eidetic.encode.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiftExtractorTest {

  private final SiftExtractor extractor = new SiftExtractor(new FeatureLimits(200, 320));

  /// Gray discs of random sizes on gray ground.
  private static Pixels discs(long seed, int width, int height) {
    var random = Seeds.of(seed);
    var rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 128);
    for (int disc = 0; disc < 60; disc++) {
      int x = random.nextInt(width);
      int y = random.nextInt(height);
      int radius = 4 + random.nextInt(12);
      byte gray = (byte) random.nextInt(256);
      for (int row = Math.max(0, y - radius); row < Math.min(height, y + radius); row++) {
        for (int column = Math.max(0, x - radius); column < Math.min(width, x + radius); column++) {
          if (Math.hypot(column - x, row - y) < radius) {
            Arrays.fill(rgb, 3 * (row * width + column), 3 * (row * width + column) + 3, gray);
          }
        }
      }
    }
    return Pixels.of(width, height, rgb);
  }

  @Test
  void descriptorsAreRootsOfSharesSoOfLengthOne() {
    var features = extractor.extract(discs(1, 300, 200));
    assertThat(features.count()).isBetween(50, 200);
    var rows = ((Descriptors.Floats) features.descriptors()).rows();
    for (int row = 0; row < features.count(); row++) {
      double squares = 0;
      for (int i = 0; i < 128; i++) {
        squares += rows[128 * row + i] * rows[128 * row + i];
      }
      assertThat(squares).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void largePicturesAreReducedAndCoordinatesCountInTheReducedOne() {
    var features = extractor.extract(discs(2, 640, 160));
    assertThat(features.width()).isEqualTo(320);
    assertThat(features.height()).isEqualTo(80);
    for (int i = 0; i < features.count(); i++) {
      assertThat(features.points().x(i)).isBetween(0f, 320f);
      assertThat(features.points().y(i)).isBetween(0f, 80f);
    }
  }

  @Test
  void aPictureOfOneColourOrOfOnePixelHasNoFeatures() {
    assertThat(extractor.extract(Pixels.of(50, 40, new byte[6000])).count()).isZero();
    assertThat(extractor.extract(Pixels.of(1, 1, new byte[3])).count()).isZero();
    assertThat(extractor.extract(Pixels.of(3000, 1, new byte[9000])).count()).isZero();
  }

  @Test
  void manyThreadsFindTheSame() {
    var picture = discs(3, 200, 200);
    var alone = (Descriptors.Floats) extractor.extract(picture).descriptors();
    assertThat(
            IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> (Descriptors.Floats) extractor.extract(picture).descriptors()))
        .allMatch(other -> Arrays.equals(other.rows(), alone.rows()));
  }

  @Test
  void refusesLimitsBeyondReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureLimits(0, 640))
        .withMessage("count is 0; it must be 1 to 10000");
  }
}
