package dev.eidetic.benchmarks.geometry;

import dev.eidetic.rerank.geometry.ModelKind;
import dev.eidetic.rerank.geometry.PointPairs;
import dev.eidetic.rerank.geometry.RobustSettings;
import dev.eidetic.rerank.geometry.Transform;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.indexer.DoubleIndexer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.opencv.global.opencv_calib3d;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_calib3d.UsacParams;
import org.bytedeco.opencv.opencv_core.Mat;

/// OpenCV's homography by USAC with the parts of `USAC_MAGSAC`, which alone allows no seed.
final class OpenCvMagsac {

  private OpenCvMagsac() {}

  /// @param settings threshold, trials, confidence and seed count
  static Optional<Transform> homography(PointPairs pairs, RobustSettings settings) {
    if (pairs.count() < ModelKind.HOMOGRAPHY.sampleSize()) {
      return Optional.empty();
    }
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
      var parameters =
          new UsacParams()
              .score(opencv_calib3d.SCORE_METHOD_MAGSAC)
              .loMethod(opencv_calib3d.LOCAL_OPTIM_SIGMA)
              .loIterations(10)
              .final_polisher(opencv_calib3d.MAGSAC)
              .sampler(opencv_calib3d.SAMPLING_UNIFORM)
              .threshold(settings.threshold())
              .maxIterations(settings.trials())
              .confidence(settings.confidence())
              .randomGeneratorState((int) settings.seed());
      var model = opencv_calib3d.findHomography(left, right, new Mat(), parameters);
      if (model.empty()) {
        return Optional.empty();
      }
      var numbers = new double[9];
      try (DoubleIndexer indexer = model.createIndexer()) {
        for (int i = 0; i < 9; i++) {
          numbers[i] = indexer.get(i / 3, i % 3);
        }
      }
      return Optional.of(new Transform(ModelKind.HOMOGRAPHY, numbers));
    }
  }
}
