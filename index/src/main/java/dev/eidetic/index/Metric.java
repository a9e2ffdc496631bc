package dev.eidetic.index;

/// What it means for two vectors to be close. A score is greater for closer vectors.
public enum Metric {

  /// Score: the inner product.
  INNER_PRODUCT,

  /// Score: the cosine of the angle, -1 to 1. Vectors are scaled to length 1 when they are added,
  /// queries when they are asked; a vector of length zero has no direction and is refused.
  COSINE,

  /// Score: minus the squared Euclidean distance.
  EUCLIDEAN;

  /// Whether scores are inner products of what an index stores: all metrics but the Euclidean.
  public boolean isProduct() {
    return this != EUCLIDEAN;
  }
}
