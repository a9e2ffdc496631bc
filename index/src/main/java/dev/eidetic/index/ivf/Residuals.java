package dev.eidetic.index.ivf;

import dev.eidetic.vectors.VectorSource;

/// Vectors minus the centroids of their lists.
record Residuals(VectorSource vectors, int[] lists, ListCentroids centroids)
    implements VectorSource {

  @Override
  public int count() {
    return vectors.count();
  }

  @Override
  public int dimension() {
    return vectors.dimension();
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    vectors.copy(first, count, target, offset);
    for (int i = 0; i < count; i++) {
      centroids.subtract(lists[first + i], target, offset + i * dimension());
    }
  }
}
