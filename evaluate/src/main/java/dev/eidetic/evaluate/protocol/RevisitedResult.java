package dev.eidetic.evaluate.protocol;

import dev.eidetic.evaluate.AveragePrecision;
import dev.eidetic.evaluate.Evaluation;
import dev.eidetic.evaluate.RevisitedPrecisionAt;

/// The figures of one setup, with the rule they were made by; print both together.
///
/// @param difficulty the setup
/// @param rule [#NOT_RERANKED], or how the re-rank budget was spent
/// @param evaluation all figures, with intervals and per query
public record RevisitedResult(Difficulty difficulty, String rule, Evaluation evaluation) {

  /// The rule of plain rankings.
  public static final String NOT_RERANKED = "rankings as given";

  /// From 0 to 1; NaN if the setup has nothing to find.
  public double meanAveragePrecision() {
    return evaluation.result(AveragePrecision.TRAPEZOID).value();
  }

  /// mP@k, from 0 to 1.
  ///
  /// @param k 1, 5 or 10
  public double meanPrecisionAt(int k) {
    return evaluation.result(new RevisitedPrecisionAt(k)).value();
  }
}
