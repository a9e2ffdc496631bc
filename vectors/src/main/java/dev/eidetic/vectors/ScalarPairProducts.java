package dev.eidetic.vectors;

/// Products of all pairs by plain loops: what runs without the Vector API.
final class ScalarPairProducts {

  static final int ROWS_PER_STRIP = 16;

  private ScalarPairProducts() {}

  static void tile(
      short[] rows,
      int row,
      int dimension,
      short[] strips,
      int strip,
      short[] products,
      int place,
      int stride) {
    tile(rows, row, dimension, strips, strip, ROWS_PER_STRIP, products, place, stride);
  }

  /// The same for any width of strip.
  static void tile(
      short[] rows,
      int row,
      int dimension,
      short[] strips,
      int strip,
      int width,
      short[] products,
      int place,
      int stride) {
    for (int i = 0; i < PairProducts.ROWS_PER_TILE; i++) {
      for (int column = 0; column < width; column++) {
        int sum = 0;
        for (int k = 0; k < dimension; k++) {
          sum += rows[row + i * dimension + k] * strips[strip + k * width + column];
        }
        products[place + i * stride + column] = (short) sum;
      }
    }
  }

  /// @return the greatest number in the upper 16 bits, the next in the lower
  static int best(short[] products, int start, int count, short[] columnBest) {
    int best = Short.MIN_VALUE;
    int second = Short.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      short product = products[start + i];
      if (product > best) {
        second = best;
        best = product;
      } else if (product > second) {
        second = product;
      }
      if (product > columnBest[i]) {
        columnBest[i] = product;
      }
    }
    return (best << Short.SIZE) | (second & 0xffff);
  }
}
