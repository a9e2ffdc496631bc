package dev.eidetic.vectors;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The kernels on SIMD lanes. Only [LaneWidth] and the classes whose names begin with `Lane` or
/// `Wide` link against the incubating Vector API, so that the rest works where it is not resolved.
final class LaneKernels {

  private static final VectorSpecies<Float> SPECIES = LaneWidth.FLOATS;

  private LaneKernels() {}

  /// Inner product of two vectors of equal length.
  static float dot(float[] a, float[] b) {
    int step = SPECIES.length();
    var first = FloatVector.zero(SPECIES);
    var second = FloatVector.zero(SPECIES);
    int i = 0;
    for (int end = a.length - 2 * step; i <= end; i += 2 * step) {
      first = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.fromArray(SPECIES, b, i), first);
      second =
          FloatVector.fromArray(SPECIES, a, i + step)
              .fma(FloatVector.fromArray(SPECIES, b, i + step), second);
    }
    for (int end = a.length - step; i <= end; i += step) {
      first = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.fromArray(SPECIES, b, i), first);
    }
    float sum = LaneSums.sum(first.add(second));
    for (; i < a.length; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }

  /// Squared Euclidean distance of two vectors of equal length.
  static float squaredDistance(float[] a, float[] b) {
    int step = SPECIES.length();
    var lanes = FloatVector.zero(SPECIES);
    int i = 0;
    for (int end = a.length - step; i <= end; i += step) {
      var difference =
          FloatVector.fromArray(SPECIES, a, i).sub(FloatVector.fromArray(SPECIES, b, i));
      lanes = difference.fma(difference, lanes);
    }
    float sum = LaneSums.sum(lanes);
    for (; i < a.length; i++) {
      float difference = a[i] - b[i];
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }
}
