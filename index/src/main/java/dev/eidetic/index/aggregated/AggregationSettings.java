package dev.eidetic.index.aggregated;

import static dev.eidetic.vectors.Preconditions.require;

/// How descriptors are aggregated and compared.
///
/// @param words of the codebook, at most; fewer where there are too few descriptors to learn from
/// @param assignments words that each descriptor of a query is compared in, 1 to 100
/// @param alpha power to which similarities within a word are raised: few close agreements outweigh
///   many doubtful ones; above 0
/// @param tau similarities within a word up to this count nothing, 0 to 1
/// @param seed of the codebook
public record AggregationSettings(int words, int assignments, double alpha, double tau, long seed) {

  /// As published: 65,536 words, five assignments, alpha 3, tau 0.
  public static final AggregationSettings DEFAULT = new AggregationSettings(65_536, 5, 3, 0, 1);

  public AggregationSettings {
    require(1 <= words && words <= 1 << 22, "words is %d; it must be 1 to %d", words, 1 << 22);
    require(
        1 <= assignments && assignments <= 100,
        "assignments is %d; it must be 1 to 100",
        assignments);
    require(
        0 < alpha && alpha < Double.POSITIVE_INFINITY,
        "alpha is %s; it must be above 0 and finite",
        alpha);
    require(0 <= tau && tau < 1, "tau is %s; it must be at least 0 and below 1", tau);
  }

  /// The same with another size of the codebook.
  public AggregationSettings withWords(int count) {
    return new AggregationSettings(count, assignments, alpha, tau, seed);
  }
}
