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

  /// The fast Hadamard transform, in place and not scaled: it multiplies Euclidean lengths by the
  /// square root of `length`.
  ///
  /// @param length a power of two
  static void hadamard(float[] values, int offset, int length) {
    for (int distance = 1; distance < length; distance *= 2) {
      for (int block = offset; block < offset + length; block += 2 * distance) {
        for (int i = block; i < block + distance; i++) {
          float a = values[i];
          float b = values[i + distance];
          values[i] = a + b;
          values[i + distance] = a - b;
        }
      }
    }
  }
}
