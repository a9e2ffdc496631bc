package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.pairs.MicroAveragePrecision;
import dev.eidetic.evaluate.pairs.ScoredDecisions;

/// A figure over the pairs of all queries together, in one order of scores.
public enum PairMeasure {
  /// Micro average precision.
  MICRO_AVERAGE_PRECISION("µAP"),
  /// Greatest recall at a precision of at least 0.9.
  RECALL_AT_PRECISION_90("recall@P90");

  private final String label;

  PairMeasure(String label) {
    this.label = label;
  }

  /// As papers print it.
  public String label() {
    return label;
  }

  /// @param relevant right pairs that exist, at least 1
  double of(ScoredDecisions pairs, int relevant) {
    return switch (this) {
      case MICRO_AVERAGE_PRECISION -> MicroAveragePrecision.ofPairs(pairs, relevant);
      case RECALL_AT_PRECISION_90 -> MicroAveragePrecision.recallAtPrecision(pairs, relevant, 0.9);
    };
  }
}
