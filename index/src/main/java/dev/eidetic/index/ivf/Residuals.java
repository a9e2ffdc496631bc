package dev.eidetic.index.ivf;

import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.cluster.Centroids;

/// Vectors minus the centroids of their lists.
record Residuals(VectorSource vectors, int[] lists, Centroids centroids) implements VectorSource {

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
      subtract(centroids, lists[first + i], target, offset + i * dimension());
    }
  }

  static void subtract(Centroids centroids, int list, float[] vectors, int offset) {
    int dimension = centroids.dimension();
    int from = list * dimension;
    for (int j = 0; j < dimension; j++) {
      vectors[offset + j] -= centroids.numbers()[from + j];
    }
  }
}
