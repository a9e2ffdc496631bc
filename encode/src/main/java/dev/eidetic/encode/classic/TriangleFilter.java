package dev.eidetic.encode.classic;

/// Scales one axis by weighted means whose weights fall off linearly: bilinear where it enlarges,
/// antialiased (the triangle as wide as two output pixels) where it reduces.
///
/// `weights[i]` applies to the inputs from `starts[i]` on and sums to 1.
final class TriangleFilter {

  private final int[] starts;

  private final float[][] weights;

  private TriangleFilter(int[] starts, float[][] weights) {
    this.starts = starts;
    this.weights = weights;
  }

  /// @param inputs pixels along the axis
  /// @param from where the output begins, as a share of the axis, 0 to 1
  /// @param to where it ends, above `from`
  /// @param outputs pixels that `from` to `to` becomes
  static TriangleFilter of(int inputs, double from, double to, int outputs) {
    int[] starts = new int[outputs];
    float[][] weights = new float[outputs][];
    double scale = (to - from) * inputs / outputs;
    double reach = Math.max(scale, 1);
    for (int i = 0; i < outputs; i++) {
      double centre = from * inputs + (i + 0.5) * scale;
      int first = Math.max(0, (int) Math.floor(centre - reach));
      int end = Math.min(inputs, (int) Math.ceil(centre + reach));
      starts[i] = first;
      weights[i] = weights(first, end, centre, reach);
    }
    return new TriangleFilter(starts, weights);
  }

  private static float[] weights(int first, int end, double centre, double reach) {
    double[] raw = new double[end - first];
    double sum = 0;
    for (int j = 0; j < raw.length; j++) {
      raw[j] = Math.max(0, 1 - Math.abs(first + j + 0.5 - centre) / reach);
      sum += raw[j];
    }
    float[] weights = new float[raw.length];
    for (int j = 0; j < raw.length; j++) {
      weights[j] = (float) (raw[j] / sum);
    }
    return weights;
  }

  /// Filters each row of a plane.
  float[] applyAcross(float[] plane, int width, int height) {
    int outputs = starts.length;
    float[] result = new float[outputs * height];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < outputs; i++) {
        float[] row = weights[i];
        int base = y * width + starts[i];
        float sum = 0;
        for (int j = 0; j < row.length; j++) {
          sum += row[j] * plane[base + j];
        }
        result[y * outputs + i] = sum;
      }
    }
    return result;
  }

  /// Filters each column of a plane.
  float[] applyDown(float[] plane, int width) {
    int outputs = starts.length;
    float[] result = new float[outputs * width];
    for (int i = 0; i < outputs; i++) {
      float[] column = weights[i];
      for (int j = 0; j < column.length; j++) {
        int from = (starts[i] + j) * width;
        for (int x = 0; x < width; x++) {
          result[i * width + x] += column[j] * plane[from + x];
        }
      }
    }
    return result;
  }
}
