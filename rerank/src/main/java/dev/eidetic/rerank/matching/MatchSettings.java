package dev.eidetic.rerank.matching;

import static dev.eidetic.vectors.Preconditions.require;

/// When two features may be the same. They must be each other's nearest, and:
///
/// @param ratio the nearest must be closer than this times the second nearest (Lowe, 2004), above
///   0; 1 asks nothing but that it is closer
/// @param similarity their cosine must be at least this, -1 to 1
public record MatchSettings(double ratio, double similarity) {

  /// For descriptors made by hand, such as SIFT: a ratio of 0.85.
  public static final MatchSettings RATIO = new MatchSettings(0.85, 0);

  /// For learned descriptors, whose distances are less even: a ratio of 0.95 and a cosine of 0.7.
  public static final MatchSettings COSINE = new MatchSettings(0.95, 0.7);

  public MatchSettings {
    require(0 < ratio && ratio <= 1, "ratio is %s; it must be above 0 and at most 1", ratio);
    require(
        -1 <= similarity && similarity <= 1,
        "similarity is %s; it is a cosine, -1 to 1",
        similarity);
  }
}
