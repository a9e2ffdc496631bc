package dev.eidetic.vectors;

/// The kernels once more by plain loops: the oracle in tests, and what runs without the Vector API.
public final class ScalarKernels {

  private ScalarKernels() {}

  /// Inner product of two vectors of equal length.
  public static float dot(float[] a, float[] b) {
    Kernels.requireSameLength(a, b);
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum = Math.fma(a[i], b[i], sum);
    }
    return sum;
  }

  /// Squared Euclidean distance of two vectors of equal length.
  public static float squaredDistance(float[] a, float[] b) {
    Kernels.requireSameLength(a, b);
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      float difference = a[i] - b[i];
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }
}
