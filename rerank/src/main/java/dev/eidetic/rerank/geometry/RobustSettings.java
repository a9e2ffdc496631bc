package dev.eidetic.rerank.geometry;

import static dev.eidetic.vectors.Preconditions.require;

/// How a model is looked for.
///
/// @param kind of model
/// @param threshold pixels; pairs with a smaller error are inliers
/// @param trials at most, 1 to 1,000,000; fewer where the best model so far makes a better one
///   unlikely
/// @param confidence that no better model was missed, above 0 and below 1
/// @param seed of the sampling; same seed, same model
public record RobustSettings(
    ModelKind kind, double threshold, int trials, double confidence, long seed) {

  /// Of that kind, with 4 pixels, at most 1,000 trials and a confidence of 0.99.
  public static RobustSettings of(ModelKind kind) {
    return new RobustSettings(kind, 4, 1000, 0.99, 42);
  }

  public RobustSettings {
    require(
        threshold > 0 && Double.isFinite(threshold),
        "threshold is %s pixels; it must be positive and finite",
        threshold);
    require(1 <= trials && trials <= 1_000_000, "trials is %d; it must be 1 to 1000000", trials);
    require(
        confidence > 0 && confidence < 1,
        "confidence is %s; it must be above 0 and below 1",
        confidence);
  }

  public RobustSettings withThreshold(double pixels) {
    return new RobustSettings(kind, pixels, trials, confidence, seed);
  }

  public RobustSettings withSeed(long other) {
    return new RobustSettings(kind, threshold, trials, confidence, other);
  }

  public RobustSettings withTrials(int most) {
    return new RobustSettings(kind, threshold, most, confidence, seed);
  }
}
