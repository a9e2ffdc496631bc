package dev.eidetic.rerank.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.matching.FeatureMatcher;
import dev.eidetic.rerank.matching.MatchSettings;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

/// A painted wall seen from two places; the true homography is that of `H1to3p.xml`.
class GraffitiTest {

  private static final Transform TRUTH =
      new Transform(
          ModelKind.HOMOGRAPHY,
          new double[] {
            7.6285898e-01, -2.9922929e-01, 2.2567123e+02,
            3.3443473e-01, 1.0143901e+00, -7.6999973e+01,
            3.4663091e-04, -1.4364524e-05, 1
          });

  private static PointPairs pairs() throws Exception {
    var folder = SharedFeatures.folder("geom/opencv-samples");
    var left = SharedFeatures.of(folder.resolve("graf1.png"), 1024);
    var right = SharedFeatures.of(folder.resolve("graf3.png"), 1024);
    return new FeatureMatcher(MatchSettings.RATIO).match(left, right).pairs(left, right);
  }

  /// Mean over the corners of a picture of 800 x 640.
  private static double cornerError(Transform model) {
    double sum = 0;
    for (double x : new double[] {0, 799}) {
      for (double y : new double[] {0, 639}) {
        double[] found = model.map(x, y);
        double[] expected = TRUTH.map(x, y);
        sum += Math.hypot(found[0] - expected[0], found[1] - expected[1]) / 4;
      }
    }
    return sum;
  }

  @Test
  void isWithinThreePixelsOfTheTruthWhateverTheSeed() throws Exception {
    var pairs = pairs();
    for (double threshold : new double[] {3, 4}) {
      int close = 0;
      for (int seed = 0; seed < 100; seed++) {
        var settings =
            RobustSettings.of(ModelKind.HOMOGRAPHY).withThreshold(threshold).withSeed(seed);
        var model = RobustFit.of(pairs, settings, TimeBudget.unlimited()).model().orElseThrow();
        close += cornerError(model) < 3 ? 1 : 0;
      }
      assertThat(close).as("of 100 seeds, threshold %s", threshold).isGreaterThanOrEqualTo(95);
    }
  }

  /// OpenCV's model passes more pairs, because it lies between two surfaces of the wall; of those
  /// that are right by the true homography it passes no more than ours, and its corners are farther
  /// off.
  @Test
  void passesAsManyRightPairsAsUsacMagsac() throws Exception {
    var pairs = pairs();
    var settings = RobustSettings.of(ModelKind.HOMOGRAPHY).withThreshold(3);
    var ours = RobustFit.of(pairs, settings, TimeBudget.unlimited()).model().orElseThrow();
    var theirs = openCv(pairs, 3);
    assertThat(rightPairs(pairs, ours, 3)).isGreaterThanOrEqualTo(rightPairs(pairs, theirs, 3));
    assertThat(cornerError(ours)).isLessThan(cornerError(theirs));
  }

  private static int rightPairs(PointPairs pairs, Transform model, double threshold) {
    int count = 0;
    for (int i = 0; i < pairs.count(); i++) {
      count += isNear(pairs, i, model, threshold) && isNear(pairs, i, TRUTH, threshold) ? 1 : 0;
    }
    return count;
  }

  private static boolean isNear(PointPairs pairs, int i, Transform model, double threshold) {
    return model.squaredError(pairs.leftX(i), pairs.leftY(i), pairs.rightX(i), pairs.rightY(i))
        < threshold * threshold;
  }

  private static Transform openCv(PointPairs pairs, double threshold) {
    try (var _ = new PointerScope()) {
      var left = new Mat(pairs.count(), 1, opencv_core.CV_32FC2);
      var right = new Mat(pairs.count(), 1, opencv_core.CV_32FC2);
      try (FloatIndexer l = left.createIndexer();
          FloatIndexer r = right.createIndexer()) {
        for (int i = 0; i < pairs.count(); i++) {
          l.put(i, 0, 0, (float) pairs.leftX(i)).put(i, 0, 1, (float) pairs.leftY(i));
          r.put(i, 0, 0, (float) pairs.rightX(i)).put(i, 0, 1, (float) pairs.rightY(i));
        }
      }
      var model =
          opencv_calib3d.findHomography(
              left, right, opencv_calib3d.USAC_MAGSAC, threshold, new Mat(), 1000, 0.99);
      var numbers = new double[9];
      try (DoubleIndexer indexer = model.createIndexer()) {
        for (int i = 0; i < 9; i++) {
          numbers[i] = indexer.get(i / 3, i % 3);
        }
      }
      return new Transform(ModelKind.HOMOGRAPHY, numbers);
    }
  }
}
