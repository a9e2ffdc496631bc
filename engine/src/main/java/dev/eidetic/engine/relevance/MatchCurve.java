package dev.eidetic.engine.relevance;

/// The probability of a match as the score grows, for one query: a logistic curve.
///
/// @param intercept log odds at score 0
/// @param slope how fast they grow, above 0
public record MatchCurve(double intercept, double slope) {

  private static final double SURE = 1 - 1e-15;

  /// @param score a cosine
  /// @return 0 to 1
  public double probability(double score) {
    return 1 / (1 + Math.exp(-(intercept + slope * score)));
  }

  /// The least score of that probability, at least -1; above 1 where no hit can have it.
  ///
  /// @param probability 0 to 1
  public double score(double probability) {
    if (probability <= 0) {
      return -1;
    }
    double below = Math.min(probability, SURE); // what is nearer to 1 is 1 after rounding
    double logOdds = Math.log(below) - Math.log1p(-below);
    return Math.max(-1, (logOdds - intercept) / slope);
  }
}
