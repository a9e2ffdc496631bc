package dev.eidetic.index.ivf;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;

/// Chooses a second list for each vector, such that a query that misses the vector in the first
/// list is not likely to miss it in the second for the same reason.
///
/// A list is missed when the query lies along the residual, the vector minus the centroid: then the
/// centroid seems worse than the vector is. So the second residual should be short and lie across
/// the first: least is `|s|^2 + weight * <s, r>^2` over the second residuals `s`, with the
/// direction `r` of the first. Sun et al., SOAR, 2023, <https://arxiv.org/abs/2404.00774>, theorem
/// 3.1; their lambda is our weight.
final class Spilling {

  /// The paper's recommendation for collections of about a million vectors.
  private static final float WEIGHT = 1;

  private static final int VECTORS_PER_PIECE = 128;

  private final CoarseQuantizer coarse;
  private final float[] vector;
  private final float[] direction;
  private final float[] distances;

  Spilling(CoarseQuantizer coarse) {
    this.coarse = coarse;
    this.vector = new float[coarse.centroids().dimension()];
    this.direction = new float[vector.length];
    this.distances = new float[coarse.paddedCount()];
  }

  /// The second list of each vector.
  ///
  /// @param first the first list of each
  static int[] second(
      VectorSource vectors, int[] first, CoarseQuantizer coarse, BuildOptions options) {
    var second = new int[first.length];
    ParallelLoop.run(
        options.threads(),
        (int) ((first.length + VECTORS_PER_PIECE - 1L) / VECTORS_PER_PIECE),
        () -> {
          var spilling = new Spilling(coarse);
          return piece -> {
            int start = piece * VECTORS_PER_PIECE;
            int end = start + Math.min(VECTORS_PER_PIECE, first.length - start);
            for (int i = start; i < end; i++) {
              vectors.copy(i, 1, spilling.vector, 0);
              second[i] = spilling.second(first[i]);
            }
          };
        });
    return second;
  }

  private int second(int first) {
    coarse.squaredDistances(vector, distances);
    var centroids = coarse.centroids();
    centroids.copy(first, 1, direction, 0);
    for (int i = 0; i < direction.length; i++) {
      direction[i] = vector[i] - direction[i];
    }
    if (!Kernels.normalize(direction)) {
      Arrays.fill(direction, 0);
    }
    int best = nearestBut(first);
    float least = loss(best);
    for (int list = 0; list < coarse.count(); list++) {
      // The distance alone is a lower bound, and few lists are near enough.
      if (distances[list] < least && list != first && list != best) {
        float loss = loss(list);
        if (loss < least) {
          least = loss;
          best = list;
        }
      }
    }
    return best;
  }

  private int nearestBut(int first) {
    int nearest = first == 0 ? 1 : 0;
    for (int list = nearest + 1; list < coarse.count(); list++) {
      if (list != first && distances[list] < distances[nearest]) {
        nearest = list;
      }
    }
    return nearest;
  }

  private float loss(int list) {
    float[] numbers = coarse.centroids().numbers();
    int from = list * direction.length;
    float along = 0;
    for (int i = 0; i < direction.length; i++) {
      along = Math.fma(vector[i] - numbers[from + i], direction[i], along);
    }
    return Math.fma(WEIGHT * along, along, distances[list]);
  }
}
