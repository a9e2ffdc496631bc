package dev.eidetic.engine.relevance;

import java.util.List;

/// How well match probabilities do on queries that they were not learned from, against the best
/// score that could have been chosen for all queries.
///
/// @param queries that were judged
/// @param items that each was compared with
/// @param scoreCut the score that is best for the queries that were learned from
/// @param scoreF1 its F1 on the judged ones: of all pairs at or above it and all matches
/// @param probabilityCut the probability that is best for the queries that were learned from
/// @param probabilityF1 its F1 on the judged ones
/// @param halfF1 F1 of what is at least as probable as not
/// @param calibrationError how far probabilities are from shares of matches, on average over the
///   pairs of a probability of 0.01 or more, in ten bins
/// @param bins for a reliability diagram
public record MatchReport(
    int queries,
    int items,
    double scoreCut,
    double scoreF1,
    double probabilityCut,
    double probabilityF1,
    double halfF1,
    double calibrationError,
    List<Bin> bins) {

  public MatchReport {
    bins = List.copyOf(bins);
  }

  /// Pairs of like probability.
  ///
  /// @param pairs how many
  /// @param probability their mean
  /// @param matches the share of matches among them
  public record Bin(long pairs, double probability, double matches) {}
}
