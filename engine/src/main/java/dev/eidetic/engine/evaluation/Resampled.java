package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.pairs.ScoredDecisions;
import dev.eidetic.evaluate.pairs.Verification;
import java.util.function.ToDoubleFunction;

/// Figures of drawn pairs.
final class Resampled {

  private Resampled() {}

  /// NaN where all drawn pairs are of one kind.
  static double figure(
      double[] scores, boolean[] same, int[] drawn, ToDoubleFunction<Verification> value) {
    var drawnScores = new double[drawn.length];
    var drawnSame = new boolean[drawn.length];
    int matches = 0;
    for (int i = 0; i < drawn.length; i++) {
      drawnScores[i] = scores[drawn[i]];
      drawnSame[i] = same[drawn[i]];
      matches += drawnSame[i] ? 1 : 0;
    }
    return matches == 0 || matches == drawn.length
        ? Double.NaN
        : value.applyAsDouble(Verification.of(ScoredDecisions.of(drawnScores, drawnSame)));
  }
}
