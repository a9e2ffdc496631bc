package dev.eidetic.encode.onnx;

import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.pooling.Pooling.GeneralizedMean;

/// The vectors of one picture's views (scales, mirror images) made one: `(mean of v^p)^(1/p)` of
/// the unit vectors, with GeM's own p after GeM and 1 after every other pooling, as cirtorch does.
///
/// GeM's numbers are never negative, so the powers are defined.
final class ViewAggregate {

  private final double power;
  private final double[] sums;
  private int views;

  ViewAggregate(Pooling pooling, int dimension) {
    this.power = pooling instanceof GeneralizedMean(double p) ? p : 1;
    this.sums = new double[dimension];
  }

  void add(float[] unitVector) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += power == 1 ? unitVector[i] : Math.pow(unitVector[i], power);
    }
    views++;
  }

  float[] vector() {
    var vector = new float[sums.length];
    for (int i = 0; i < vector.length; i++) {
      double mean = sums[i] / views;
      vector[i] = (float) (power == 1 ? mean : Math.pow(mean, 1 / power));
    }
    return vector;
  }
}
