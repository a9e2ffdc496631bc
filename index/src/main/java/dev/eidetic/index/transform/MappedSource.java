package dev.eidetic.index.transform;

import dev.eidetic.vectors.VectorSource;

/// Vectors after a transform, made when they are asked for.
///
/// @param dimension of the transformed vectors
record MappedSource(VectorSource vectors, VectorMap map, int dimension) implements VectorSource {

  @Override
  public int count() {
    return vectors.count();
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    var mapper = map.mapper();
    int whole = vectors.dimension();
    var rows = new float[count * whole];
    vectors.copy(first, count, rows, 0);
    for (int i = 0; i < count; i++) {
      mapper.map(rows, i * whole, target, offset + i * dimension);
    }
  }
}
