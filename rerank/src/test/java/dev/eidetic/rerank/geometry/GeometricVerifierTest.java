package dev.eidetic.rerank.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.matching.MatchSettings;
import dev.eidetic.rerank.matching.NearestMatcher;
import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GeometricVerifierTest {

  private static final int DIMENSION = 32;

  private final GeometricVerifier verifier =
      new GeometricVerifier(
          new NearestMatcher(MatchSettings.RATIO), RobustSettings.of(ModelKind.SIMILARITY));

  /// Features whose descriptors are all different and the same in each picture.
  private static LocalFeatures features(float[] x, float[] y) {
    var zeros = new float[x.length];
    var random = Seeds.of(77);
    var rows = new float[x.length * DIMENSION];
    for (int i = 0; i < x.length; i++) {
      System.arraycopy(random.unitVector(DIMENSION), 0, rows, i * DIMENSION, DIMENSION);
    }
    return new LocalFeatures(
        "test",
        640,
        480,
        new Keypoints(x, y, zeros, zeros),
        new Descriptors.Floats(rows, x.length, DIMENSION));
  }

  private static float[] spread(long seed, int count, double size) {
    var random = Seeds.of(seed);
    var numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) (random.nextDouble() * size);
    }
    return numbers;
  }

  private int agreeing(LocalFeatures query, LocalFeatures hit) {
    return verifier.verify(query, hit, TimeBudget.unlimited()).agreeing();
  }

  @Test
  void aPictureAgreesWithItself() {
    var features = features(spread(1, 100, 640), spread(2, 100, 480));
    assertThat(agreeing(features, features)).isGreaterThan(95);
  }

  @Test
  void picturesWithTheSamePatternsAtOtherPlacesDoNotAgree() {
    var query = features(spread(1, 100, 640), spread(2, 100, 480));
    var hit = features(spread(3, 100, 640), spread(4, 100, 480));
    assertThat(agreeing(query, hit)).isZero();
  }

  @Test
  void oneGiantClusterCountsForNothing() {
    var query = features(spread(1, 300, 640), spread(2, 300, 480));
    var cluster = features(spread(3, 300, 5), spread(4, 300, 5));
    assertThat(agreeing(query, cluster)).isZero();
    assertThat(agreeing(cluster, cluster)).isZero();
    assertThat(agreeing(cluster, query)).isZero();
  }

  @Test
  void pointsInOnePlaceOrNowhereGiveAClearAnswer() {
    var same = features(new float[50], new float[50]);
    var none = LocalFeatures.none("test", 640, 480);
    var nowhere = new float[50];
    Arrays.fill(nowhere, Float.NaN);
    var odd = features(nowhere, nowhere);
    for (var query : new LocalFeatures[] {same, none, odd}) {
      for (var hit : new LocalFeatures[] {same, none, odd}) {
        var verification = verifier.verify(query, hit, TimeBudget.unlimited());
        assertThat(verification.agreeing()).isZero();
        assertThat(verification.fit().support()).isZero();
      }
    }
  }

  @Test
  void manyFeaturesAtFewPlacesCountAsFew() {
    var x = new float[60];
    var y = new float[60];
    for (int i = 0; i < 60; i++) { // 12 places, five features at each
      x[i] = 50 * (i % 12 % 4);
      y[i] = 50 * (i % 12 / 4);
    }
    assertThat(agreeing(features(x, y), features(x, y))).isEqualTo(12);
  }

  /// Places that are off by up to 6 pixels agree within a tolerance of 12 pixels of 640, not of
  /// 1.5.
  @Test
  void aRelativeToleranceGrowsWithThePicture() {
    float[] x = spread(1, 100, 640);
    float[] y = spread(2, 100, 480);
    float[] offX = spread(3, 100, 12);
    float[] offY = spread(4, 100, 12);
    var query = features(x, y);
    for (int i = 0; i < 100; i++) {
      offX[i] += x[i] - 6;
      offY[i] += y[i] - 6;
    }
    var hit = features(offX, offY);
    int wide =
        verifier.withTolerance(12 / 640.0).verify(query, hit, TimeBudget.unlimited()).agreeing();
    int narrow =
        verifier
            .withTolerance(0.5 / 640.0) // no less than 1.5 pixels
            .verify(query, hit, TimeBudget.unlimited())
            .agreeing();
    assertThat(wide).isGreaterThan(80);
    assertThat(narrow).isLessThan(40);
  }
}
