package dev.eidetic.vectors.cluster;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Draws first centroids far apart: each with a probability proportional to the squared distance to
/// those before. Arthur and Vassilvitskii, k-means++, 2007.
final class SpreadStart {

  private static final int EXAMPLES_PER_CENTROID = 32;

  private final float[] examples;
  private final int dimension;
  private final SplittableRandom random;

  /// @param examples vectors one after the other in random order
  SpreadStart(float[] examples, int dimension, long seed) {
    this.examples = examples;
    this.dimension = dimension;
    this.random = new SplittableRandom(seed);
  }

  void choose(int clusters, float[] centroids) {
    int count = Math.min(examples.length / dimension, EXAMPLES_PER_CENTROID * clusters);
    var distances = new double[count];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    int chosen = 0;
    for (int cluster = 0; cluster < clusters; cluster++) {
      System.arraycopy(examples, chosen * dimension, centroids, cluster * dimension, dimension);
      double sum = approach(chosen, distances);
      chosen = draw(distances, sum, cluster + 1);
    }
  }

  /// @return the sum of the distances to the nearest centroid, now that there is one more
  private double approach(int chosen, double[] distances) {
    double sum = 0;
    for (int i = 0; i < distances.length; i++) {
      double distance = 0;
      for (int j = 0; j < dimension; j++) {
        double difference = examples[i * dimension + j] - examples[chosen * dimension + j];
        distance += difference * difference;
      }
      distances[i] = Math.min(distances[i], distance);
      sum += distances[i];
    }
    return sum;
  }

  private int draw(double[] distances, double sum, int next) {
    double left = random.nextDouble() * sum;
    for (int i = 0; i < distances.length; i++) {
      left -= distances[i];
      if (left < 0) {
        return i;
      }
    }
    return Math.min(next, distances.length - 1); // all examples are among the centroids already
  }
}
