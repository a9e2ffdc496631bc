package dev.eidetic.engine.bench.index;

import dev.eidetic.index.Metric;

/// Scores as an index owes them, in double precision.
final class Scores {

  private Scores() {}

  static double of(Metric metric, float[] a, float[] b) {
    double product = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    double squaredDistance = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      product += (double) a[i] * b[i];
      squaresOfA += (double) a[i] * a[i];
      squaresOfB += (double) b[i] * b[i];
      squaredDistance += difference * difference;
    }
    return switch (metric) {
      case INNER_PRODUCT -> product;
      case COSINE -> product / Math.sqrt(squaresOfA * squaresOfB);
      case EUCLIDEAN -> -squaredDistance;
    };
  }
}
