package dev.eidetic.index.ivf;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.Metric;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.RowStrips;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.cluster.Centroids;
import dev.eidetic.vectors.cluster.NearestCentroids;

/// The centroids of the lists. A vector goes to the list of the nearest by Euclidean distance,
/// whatever the metric; a query goes to those that score best by the metric.
final class CoarseQuantizer {

  private static final int VECTORS_PER_PIECE = 1024;

  private final Centroids centroids;
  private final NearestCentroids nearest;
  private final RowStrips strips;
  private final float[] halfSquares;
  private final boolean isProduct;

  CoarseQuantizer(Centroids centroids, Metric metric) {
    this.centroids = centroids;
    this.nearest = new NearestCentroids(centroids);
    this.isProduct = metric.isProduct();
    this.strips = RowStrips.of(centroids.numbers(), centroids.count(), centroids.dimension());
    this.halfSquares = new float[centroids.count()];
    var row = new float[centroids.dimension()];
    for (int i = 0; i < halfSquares.length; i++) {
      centroids.copy(i, 1, row, 0);
      halfSquares[i] = Kernels.dot(row, row) / 2;
    }
  }

  Centroids centroids() {
    return centroids;
  }

  int count() {
    return centroids.count();
  }

  /// The list of each vector.
  int[] assign(VectorSource vectors, BuildOptions options) {
    var lists = new int[vectors.count()];
    if (count() == 1) {
      return lists;
    }
    int pieces = (lists.length + VECTORS_PER_PIECE - 1) / VECTORS_PER_PIECE;
    ParallelLoop.run(
        options.threads(),
        pieces,
        () -> {
          var assigner = nearest.assigner();
          int dimension = centroids.dimension();
          var numbers = new float[VECTORS_PER_PIECE * dimension];
          return piece -> {
            int first = piece * VECTORS_PER_PIECE;
            int part = Math.min(VECTORS_PER_PIECE, lists.length - first);
            vectors.copy(first, part, numbers, 0);
            assigner.assign(numbers, 0, dimension, part, lists, first);
          };
        });
    return lists;
  }

  /// How long the array must be that receives scores: at least [#count].
  int paddedCount() {
    return strips.paddedCount();
  }

  /// Scores a query with every centroid.
  ///
  /// @param scores receives [#count] numbers and is overwritten up to [#paddedCount]
  void score(float[] query, float[] scores) {
    strips.dots(query, scores);
    if (!isProduct) {
      float square = Kernels.dot(query, query);
      for (int i = 0; i < halfSquares.length; i++) {
        scores[i] = 2 * (scores[i] - halfSquares[i]) - square;
      }
    }
  }

  /// Squared distances of a vector from every centroid.
  ///
  /// @param distances receives [#count] numbers and is overwritten up to [#paddedCount]
  void squaredDistances(float[] vector, float[] distances) {
    strips.dots(vector, distances);
    float square = Kernels.dot(vector, vector);
    for (int i = 0; i < halfSquares.length; i++) {
      distances[i] = square + 2 * (halfSquares[i] - distances[i]);
    }
  }

  long memoryBytes() {
    return 2L * Float.BYTES * centroids.numbers().length + strips.memoryBytes();
  }
}
