package dev.eidetic.index.ivf;

import dev.eidetic.vectors.cluster.Centroids;

/// Centroids by list.
record ListCentroids(Centroids centroids) {

  void subtract(int list, float[] vectors, int offset) {
    int dimension = centroids.dimension();
    int from = list * dimension;
    for (int i = 0; i < dimension; i++) {
      vectors[offset + i] -= centroids.numbers()[from + i];
    }
  }

  void add(int list, float[] vector) {
    int from = list * centroids.dimension();
    for (int i = 0; i < centroids.dimension(); i++) {
      vector[i] += centroids.numbers()[from + i];
    }
  }
}
