package dev.eidetic.vectors;

/// Vectors in memory, one after the other.
record FlatSource(float[] flat, int dimension) implements VectorSource {

  @Override
  public int count() {
    return flat.length / dimension;
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    System.arraycopy(flat, first * dimension, target, offset, count * dimension);
  }
}
