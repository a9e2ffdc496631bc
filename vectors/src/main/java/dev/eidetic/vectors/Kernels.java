package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

/// Inner products, distances and norms, on SIMD lanes where the JVM runs with
/// `--add-modules=jdk.incubator.vector`, by plain loops elsewhere.
///
/// Sums run in lanes, so the last bits differ from [ScalarKernels]. To first order neither is
/// further than `n * 2^-24` times the sum of the absolute terms from the exact value (Higham,
/// Accuracy and Stability of Numerical Algorithms, 2002, section 3.1).
public final class Kernels {

  static final boolean HAS_LANES =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private Kernels() {}

  /// Inner product of two vectors of equal length.
  public static float dot(float[] a, float[] b) {
    requireSameLength(a, b);
    return HAS_LANES ? LaneKernels.dot(a, b) : ScalarKernels.dot(a, b);
  }

  /// Squared Euclidean distance of two vectors of equal length.
  public static float squaredDistance(float[] a, float[] b) {
    requireSameLength(a, b);
    return HAS_LANES ? LaneKernels.squaredDistance(a, b) : ScalarKernels.squaredDistance(a, b);
  }

  /// Euclidean length.
  public static float norm(float[] vector) {
    return (float) Math.sqrt(dot(vector, vector));
  }

  /// Scales a vector to Euclidean length 1, in place.
  ///
  /// @return false, leaving it as it was, if its length is zero or not finite: it has no direction
  public static boolean normalize(float[] vector) {
    float norm = norm(vector);
    if (!(norm > 0) || !Float.isFinite(norm)) {
      return false;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= norm;
    }
    return true;
  }

  static void requireSameLength(float[] a, float[] b) {
    require(
        a.length == b.length,
        "vectors have %d and %d numbers; they must agree",
        a.length,
        b.length);
  }
}
