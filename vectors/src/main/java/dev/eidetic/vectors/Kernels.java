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

  /// What the kernels of this process compute with, for a program to log once: `256-bit lanes`, or
  /// that the JVM was started without the module they need. The width is the processor's; the
  /// system property `eidetic.lanes` (128, 256 or 512) can narrow it.
  public static String lanes() {
    return HAS_LANES
        ? LaneWidth.BITS + "-bit lanes"
        : "no lanes (the JVM runs without --add-modules=jdk.incubator.vector)";
  }

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
