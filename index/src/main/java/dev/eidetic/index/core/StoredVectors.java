package dev.eidetic.index.core;

import dev.eidetic.index.VectorIndex;
import dev.eidetic.vectors.VectorSource;

/// The vectors of an index, in the order of the given ids.
record StoredVectors(VectorIndex index, long[] ids) implements VectorSource {

  @Override
  public int count() {
    return ids.length;
  }

  @Override
  public int dimension() {
    return index.dimension();
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(
          index.vector(ids[first + i]), 0, target, offset + i * dimension(), dimension());
    }
  }
}
