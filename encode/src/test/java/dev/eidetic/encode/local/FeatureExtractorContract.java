package dev.eidetic.encode.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What holds for every extractor of local features.
public abstract class FeatureExtractorContract {

  /// @return one that is made with [#LIMITS]
  protected abstract FeatureExtractor extractor() throws Exception;

  /// Few features of small pictures, so that both bounds are met.
  protected static final FeatureLimits LIMITS = new FeatureLimits(200, 320);

  /// Gray discs of random sizes on gray ground.
  protected static Pixels discs(long seed, int width, int height) {
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

  private static float[] rows(LocalFeatures features) {
    return ((Descriptors.Floats) features.descriptors()).rows();
  }

  @Test
  void descriptorsHaveLengthOneAndThereAreNoMoreThanAskedFor() throws Exception {
    try (var extractor = extractor()) {
      var features = extractor.extract(discs(1, 300, 200));
      assertThat(features.count()).isBetween(20, LIMITS.count());
      assertThat(features.kind()).isEqualTo(extractor.kind());
      int dimension = features.descriptors().dimension();
      float[] rows = rows(features);
      for (int row = 0; row < features.count(); row++) {
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
          squares += rows[dimension * row + i] * rows[dimension * row + i];
        }
        assertThat(squares).isCloseTo(1, within(1e-5));
      }
    }
  }

  @Test
  void largePicturesAreReducedAndCoordinatesCountInTheReducedOne() throws Exception {
    try (var extractor = extractor()) {
      var features = extractor.extract(discs(2, 640, 160));
      assertThat(features.width()).isEqualTo(320);
      assertThat(features.height()).isEqualTo(80);
      assertThat(features.count()).isPositive();
      for (int i = 0; i < features.count(); i++) {
        assertThat(features.points().x(i)).isBetween(0f, 320f);
        assertThat(features.points().y(i)).isBetween(0f, 80f);
      }
    }
  }

  @Test
  void anythingThatIsAPictureHasAnAnswer() throws Exception {
    try (var extractor = extractor()) {
      for (int[] sides : new int[][] {{1, 1}, {50, 40}, {3000, 1}, {1, 900}, {33, 31}}) {
        var features =
            extractor.extract(Pixels.of(sides[0], sides[1], new byte[3 * sides[0] * sides[1]]));
        assertThat(features.width()).isBetween(1, LIMITS.side());
        assertThat(features.height()).isBetween(1, LIMITS.side());
        for (float number : rows(features)) {
          assertThat(number).isFinite();
        }
      }
    }
  }

  @Test
  void manyThreadsFindTheSame() throws Exception {
    try (var extractor = extractor()) {
      var picture = discs(3, 200, 200);
      float[] alone = rows(extractor.extract(picture));
      assertThat(IntStream.range(0, 8).parallel().mapToObj(_ -> rows(extractor.extract(picture))))
          .allMatch(other -> Arrays.equals(other, alone));
    }
  }

  @Test
  void storedAndReadAgainTheyAreOfTheSameKindAndNumber() throws Exception {
    try (var extractor = extractor()) {
      var features = extractor.extract(discs(4, 300, 200));
      var codec = new FeatureCodec(FeaturePrecision.STANDARD);
      var read = codec.read(codec.write(features));
      assertThat(read.kind()).isEqualTo(extractor.kind());
      assertThat(read.count()).isEqualTo(features.count());
      assertThat(read.descriptors().dimension())
          .isEqualTo(codec.query(features).descriptors().dimension());
    }
  }

  @Test
  void closingTwiceIsHarmless() throws Exception {
    var extractor = extractor();
    extractor.close();
    extractor.close();
  }
}
