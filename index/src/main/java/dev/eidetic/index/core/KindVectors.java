package dev.eidetic.index.core;

import dev.eidetic.vectors.VectorSource;

/// Vectors of a kind that nobody changes meanwhile.
record KindVectors(KindReader kind, int[] ordinals, int dimension) implements VectorSource {

  @Override
  public int count() {
    return ordinals.length;
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    var vector = new float[dimension];
    for (int i = 0; i < count; i++) {
      kind.read(ordinals[first + i], vector);
      System.arraycopy(vector, 0, target, offset + i * dimension, dimension);
    }
  }
}
