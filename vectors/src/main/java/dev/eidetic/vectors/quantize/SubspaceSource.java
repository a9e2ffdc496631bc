package dev.eidetic.vectors.quantize;

import dev.eidetic.vectors.VectorSource;

/// Some consecutive coordinates of vectors.
///
/// @param from first coordinate
/// @param to the coordinate after the last
record SubspaceSource(VectorSource vectors, int from, int to) implements VectorSource {

  @Override
  public int count() {
    return vectors.count();
  }

  @Override
  public int dimension() {
    return to - from;
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    var vector = new float[vectors.dimension()];
    for (int i = 0; i < count; i++) {
      vectors.copy(first + i, 1, vector, 0);
      System.arraycopy(vector, from, target, offset + i * dimension(), dimension());
    }
  }
}
