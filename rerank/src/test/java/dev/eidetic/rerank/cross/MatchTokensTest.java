package dev.eidetic.rerank.cross;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MatchTokensTest {

  private static final int DIMENSION = 32;
  private static final int COUNT = 30;

  /// The same patterns in all pictures; 400 x 400 pixels, the second one turned by a quarter.
  ///
  /// @param common so many lie as they should
  private static LocalFeatures picture(boolean isTurned, int common, boolean hasSizes) {
    var patterns = Seeds.of(99);
    var places = Seeds.of(98);
    var random = Seeds.of(97);
    var x = new float[COUNT];
    var y = new float[COUNT];
    var sizes = new float[COUNT];
    var angles = new float[COUNT];
    var rows = new float[COUNT * DIMENSION];
    for (int i = 0; i < COUNT; i++) {
      System.arraycopy(patterns.unitVector(DIMENSION), 0, rows, i * DIMENSION, DIMENSION);
      float u = 400 * places.nextFloat();
      float v = 400 * places.nextFloat();
      boolean isCommon = i < common;
      float elsewhereX = 400 * random.nextFloat();
      float elsewhereY = 400 * random.nextFloat();
      x[i] = isTurned ? (isCommon ? 400 - v : elsewhereX) : u;
      y[i] = isTurned ? (isCommon ? u : elsewhereY) : v;
      sizes[i] = hasSizes ? (isTurned ? 16 : 8) : 0;
      angles[i] = hasSizes && isTurned ? (float) (Math.PI / 2) : 0;
    }
    return new LocalFeatures(
        "test",
        400,
        400,
        new Keypoints(x, y, sizes, angles),
        new Descriptors.Floats(rows, COUNT, DIMENSION));
  }

  private static float[] row(float[] rows, int row) {
    return Arrays.copyOfRange(rows, row * MatchTokens.WIDTH, (row + 1) * MatchTokens.WIDTH);
  }

  @Test
  void thePairsRowSaysHowMuchAgreesAndMatchesSayWhetherTheyFitTheModel() {
    var tokens = new MatchTokens("test").of(picture(false, COUNT, true), picture(true, 20, true));
    float[] pair = row(tokens, 0);
    assertThat(pair[0]).isEqualTo(1);
    assertThat(pair[3]).isCloseTo((float) (Math.log1p(COUNT) / 4), within(1e-6f));
    assertThat(Math.expm1(4 * pair[2])).isBetween(18.0, 22.0);
    int inliers = 0;
    for (int match = 0; match < COUNT; match++) {
      float[] row = row(tokens, 1 + match);
      assertThat(row[9]).isEqualTo(1);
      assertThat(row[14]).as("similarity").isCloseTo(1, within(0.01f));
      if (row[16] == 1) {
        inliers++;
        assertThat(row[17]).as("residual").isLessThan(0.5f);
        assertThat(row[18]).as("sizes are known").isEqualTo(1);
        assertThat(row[19]).as("grown by 2 more than the model").isCloseTo(0.25f, within(0.02f));
        assertThat(row[20]).as("turned as the model").isCloseTo(1, within(0.02f));
      }
    }
    assertThat(inliers).isBetween(18, 22);
    assertThat(row(tokens, 1 + COUNT)).containsOnly(0);
  }

  @Test
  void whereSizesAreUnknownNothingIsSaidOfThem() {
    var tokens = new MatchTokens("test").of(picture(false, COUNT, false), picture(true, 20, false));
    float[] row = row(tokens, 1);
    assertThat(Arrays.copyOfRange(row, 18, 23)).containsOnly(0);
  }

  @Test
  void oddPicturesGiveFiniteNumbers() {
    var none = LocalFeatures.none("test", 1, 1);
    var normal = picture(false, COUNT, true);
    var rows = new float[COUNT * DIMENSION];
    var same = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      rows[i * DIMENSION] = 1;
      same[i] = 5;
    }
    var onePoint =
        new LocalFeatures(
            "test",
            400,
            400,
            new Keypoints(same, same, new float[COUNT], new float[COUNT]),
            new Descriptors.Floats(rows, COUNT, DIMENSION));
    var tokens = new MatchTokens("test");
    for (var left : new LocalFeatures[] {none, normal, onePoint}) {
      for (var right : new LocalFeatures[] {none, normal, onePoint}) {
        float[] all = tokens.of(left, right);
        assertThat(all).hasSize(MatchTokens.ROWS * MatchTokens.WIDTH);
        for (float number : all) {
          assertThat(number).isFinite();
        }
      }
    }
  }
}
