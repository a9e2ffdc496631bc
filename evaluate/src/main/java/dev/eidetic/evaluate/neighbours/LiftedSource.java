package dev.eidetic.evaluate.neighbours;

import dev.eidetic.vectors.VectorSource;

/// Vectors taken from a middle, with one number more, so that inner products of lifted queries and
/// lifted gallery vectors rank by Euclidean distance.
///
/// @param middle subtracted from every vector
record LiftedSource(VectorSource source, float[] middle, Side side) implements VectorSource {

  /// What the further number is: 1 for a query, minus half the squared length for a gallery vector.
  enum Side {
    QUERY,
    GALLERY
  }

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public int dimension() {
    return source.dimension() + 1;
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    int plain = source.dimension();
    for (int i = 0; i < count; i++) {
      int start = offset + i * (plain + 1);
      source.copy(first + i, 1, target, start);
      double squares = 0;
      for (int j = 0; j < plain; j++) {
        float difference = target[start + j] - middle[j];
        target[start + j] = difference;
        squares += (double) difference * difference;
      }
      target[start + plain] = side == Side.QUERY ? 1 : (float) (-squares / 2);
    }
  }
}
