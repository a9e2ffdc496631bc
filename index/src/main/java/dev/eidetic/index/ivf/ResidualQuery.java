package dev.eidetic.index.ivf;

/// A query minus the centroid of a list.
final class ResidualQuery {

  private final ListCentroids centroids;
  private final float[] residual;
  private float[] query = {};

  ResidualQuery(ListCentroids centroids) {
    this.centroids = centroids;
    this.residual = new float[centroids.centroids().dimension()];
  }

  /// @param query kept until the next call
  void begin(float[] query) {
    this.query = query;
  }

  float[] to(int list) {
    System.arraycopy(query, 0, residual, 0, residual.length);
    centroids.subtract(list, residual, 0);
    return residual;
  }
}
