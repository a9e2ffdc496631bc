package dev.eidetic.index.graph;

import dev.eidetic.index.Metric;

/// How the metric becomes a squared Euclidean distance, the only thing that a graph knows.
///
/// Unit vectors have distance `2 - 2 * product`. For inner products of vectors of any length, each
/// stored vector gets an extra coordinate that brings all to the same length `limit`, while queries
/// have 0 there: then the distance is `|query|^2 + limit^2 - 2 * product`, and the nearest is the
/// one with the largest product. Source: Bachrach et al., Speeding up the Xbox recommender system,
/// 2014, <https://doi.org/10.1145/2645710.2645741>.
///
/// @param squaredLimit largest squared length that any stored vector may have; only for inner
///   products
record Geometry(Metric metric, int dimension, float squaredLimit) {

  boolean isProduct() {
    return metric.isProduct();
  }

  boolean hasExtra() {
    return metric == Metric.INNER_PRODUCT;
  }

  /// Numbers per vector with the extra one.
  int extended() {
    return hasExtra() ? dimension + 1 : dimension;
  }

  /// The extra coordinate of a stored vector.
  float extra(float squaredLength) {
    return (float) Math.sqrt(Math.max(0, squaredLimit - squaredLength));
  }

  /// Squared length that every stored vector has, for products.
  float storedSquare() {
    return hasExtra() ? squaredLimit : 1;
  }
}
