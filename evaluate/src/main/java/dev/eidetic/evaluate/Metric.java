package dev.eidetic.evaluate;

/// What is measured on the answer to one query. The figure of a run is the mean over its queries.
///
/// Sealed: a metric that is not named here does not exist, so that two runs with the same [#label]
/// are comparable. Each kind documents its rival definition and a case that tells them apart.
public sealed interface Metric
    permits RecallAt,
        ShareFoundAt,
        PrecisionAt,
        RevisitedPrecisionAt,
        AveragePrecision,
        AveragePrecisionAt,
        MapAtR,
        RPrecision,
        ReciprocalRank,
        Ndcg,
        NisterStewenius {

  /// Short name as papers print it, such as `R@1`; unique per definition and accepted by [#parse].
  String label();

  /// The value for one query, [Double#NaN] where nothing is relevant: such queries are left out of
  /// the mean and counted.
  double of(Judgement judgement);

  /// How many places of the answer the value depends on; an answer that ends earlier, and is not
  /// complete, makes the value a lower bound.
  int depth(Judgement judgement);

  /// Reads a [#label], in upper or lower case.
  ///
  /// @throws IllegalArgumentException naming the labels that are known
  static Metric parse(String label) {
    return MetricLabels.parse(label);
  }
}
