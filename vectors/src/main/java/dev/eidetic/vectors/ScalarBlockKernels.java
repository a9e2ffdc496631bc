package dev.eidetic.vectors;

/// The tile kernels by plain loops: what runs without the Vector API.
final class ScalarBlockKernels {

  static final int ROWS_PER_STRIP = 16;

  private ScalarBlockKernels() {}

  static void dots(float[] queries, int offset, int dimension, float[] strip, float[] scores) {
    dots(queries, offset, dimension, strip, ROWS_PER_STRIP, scores);
  }

  /// The same for any width of strip.
  static void dots(
      float[] queries, int offset, int dimension, float[] strip, int width, float[] scores) {
    for (int query = 0; query < BlockKernels.QUERIES; query++) {
      for (int row = 0; row < width; row++) {
        scores[query * width + row] = 0;
      }
      for (int i = 0; i < dimension; i++) {
        float number = queries[offset + query * dimension + i];
        for (int row = 0; row < width; row++) {
          int place = query * width + row;
          scores[place] = Math.fma(number, strip[i * width + row], scores[place]);
        }
      }
    }
  }

  static int above(float[] scores, int from, int to, float threshold, int[] positions) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (scores[i] > threshold) {
        positions[count++] = i;
      }
    }
    return count;
  }
}
