package dev.eidetic.rerank.geometry;

/// How many models with so many inliers chance would give two unrelated pictures: among all samples
/// of all pairs, if right points lay anywhere.
///
/// Source: Moisan and Stival, A probabilistic criterion to detect rigid point matches, 2004.
final class ChanceLevel {

  private ChanceLevel() {}

  /// @param pairs all of them
  /// @param inliers at least the kind's sample
  /// @param share the probability that a random pair fits a given model
  /// @return decimal logarithm of the expected number
  static double log10(ModelKind kind, int pairs, int inliers, double share) {
    int sample = kind.sampleSize();
    double models = kind == ModelKind.FUNDAMENTAL ? Math.log10(3) : 0;
    return models
        + Math.log10(Math.max(1, pairs - sample))
        + log10Choose(pairs, inliers)
        + log10Choose(inliers, sample)
        + (inliers - sample) * Math.log10(Math.min(1, share));
  }

  private static double log10Choose(int n, int k) {
    double sum = 0;
    for (int i = 1; i <= k; i++) {
      sum += Math.log10((double) (n - k + i) / i);
    }
    return sum;
  }

  /// The probability that a point anywhere in a picture lies within `threshold` of where a model
  /// puts it: of a disc, or, for a fundamental matrix, of a stripe across.
  static double share(ModelKind kind, double threshold, double width, double height) {
    double area = width * height;
    return kind == ModelKind.FUNDAMENTAL
        ? 2 * threshold * Math.hypot(width, height) / area
        : Math.PI * threshold * threshold / area;
  }
}
