package dev.eidetic.index.ivf;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.cluster.Centroids;

/// Vectors to learn a codec from.
///
/// @param vectors whole, in random order
/// @param lists the list that each would be put into
/// @param centroids of the lists
public record ListExamples(
    VectorSource vectors, int[] lists, Centroids centroids, BuildOptions options) {

  /// The vectors minus the centroids of their lists.
  public VectorSource residuals() {
    return new Residuals(vectors, lists, new ListCentroids(centroids));
  }
}
