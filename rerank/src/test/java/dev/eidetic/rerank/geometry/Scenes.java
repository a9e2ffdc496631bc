package dev.eidetic.rerank.geometry;

import dev.eidetic.testkit.Seeds;

/// Pairs made from a known model.
final class Scenes {

  static final Transform SIMILARITY =
      new Transform(ModelKind.SIMILARITY, new double[] {0.8, -0.6, 40, 0.6, 0.8, -25, 0, 0, 1});

  static final Transform AFFINE =
      new Transform(ModelKind.AFFINE, new double[] {1.1, 0.3, 12, -0.2, 0.7, 60, 0, 0, 1});

  static final Transform HOMOGRAPHY =
      new Transform(
          ModelKind.HOMOGRAPHY, new double[] {0.9, -0.2, 80, 0.15, 1.1, -30, 4e-4, -2e-4, 1});

  private Scenes() {}

  static Transform planar(ModelKind kind) {
    return switch (kind) {
      case SIMILARITY -> SIMILARITY;
      case AFFINE -> AFFINE;
      case HOMOGRAPHY -> HOMOGRAPHY;
      case FUNDAMENTAL -> throw new IllegalArgumentException("no plane");
    };
  }

  /// Points of a picture of 640 x 480.
  ///
  /// @param noise pixels, the standard deviation of each right coordinate
  /// @param outliers of `count` have their right point anywhere; every third pair in turn, then all
  static PointPairs of(Transform model, int count, int outliers, double noise, Seeds random) {
    var x = new double[count];
    var y = new double[count];
    var u = new double[count];
    var v = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = random.nextDouble() * 640;
      y[i] = random.nextDouble() * 480;
      double[] right = model.map(x[i], y[i]);
      boolean isOutlier = i * outliers / count != (i + 1) * outliers / count;
      u[i] = isOutlier ? random.nextDouble() * 640 : right[0] + noise * random.nextGaussian();
      v[i] = isOutlier ? random.nextDouble() * 480 : right[1] + noise * random.nextGaussian();
    }
    return PointPairs.of(x, y, u, v);
  }

  /// Points of a room seen by two cameras that look the same way, the second 0.4 to the right and
  /// 0.1 ahead.
  static PointPairs room(int count, int outliers, double noise, Seeds random) {
    var x = new double[count];
    var y = new double[count];
    var u = new double[count];
    var v = new double[count];
    for (int i = 0; i < count; i++) {
      double depth = 2 + 4 * random.nextDouble();
      x[i] = random.nextDouble() * 640;
      y[i] = random.nextDouble() * 480;
      double worldX = (x[i] - 320) * depth / 500;
      double worldY = (y[i] - 240) * depth / 500;
      boolean isOutlier = i * outliers / count != (i + 1) * outliers / count;
      u[i] =
          isOutlier
              ? random.nextDouble() * 640
              : 320 + 500 * (worldX - 0.4) / (depth - 0.1) + noise * random.nextGaussian();
      v[i] =
          isOutlier
              ? random.nextDouble() * 480
              : 240 + 500 * worldY / (depth - 0.1) + noise * random.nextGaussian();
    }
    return PointPairs.of(x, y, u, v);
  }

  /// The greatest distance between where two models put the picture's corners.
  static double cornerDistance(Transform a, Transform b) {
    double most = 0;
    for (double x : new double[] {0, 640}) {
      for (double y : new double[] {0, 480}) {
        double[] p = a.map(x, y);
        double[] q = b.map(x, y);
        most = Math.max(most, Math.hypot(p[0] - q[0], p[1] - q[1]));
      }
    }
    return most;
  }
}
