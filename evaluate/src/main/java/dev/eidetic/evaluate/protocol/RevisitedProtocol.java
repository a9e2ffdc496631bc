package dev.eidetic.evaluate.protocol;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.AveragePrecision;
import dev.eidetic.evaluate.Evaluator;
import dev.eidetic.evaluate.Metric;
import dev.eidetic.evaluate.Rankings;
import dev.eidetic.evaluate.RevisitedPrecisionAt;
import java.util.ArrayList;
import java.util.List;

/// Revisited Oxford and Paris as they are published: mAP by trapezoids and mP@1, 5, 10, for Easy,
/// Medium and Hard.
///
/// @param truth the ground truth
/// @param distractors how many images follow the judged ones in the gallery: 0, or about a million
public record RevisitedProtocol(RevisitedTruth truth, int distractors) {

  /// What is measured, in the order that papers print it.
  public static final List<Metric> METRICS =
      List.of(
          AveragePrecision.TRAPEZOID,
          new RevisitedPrecisionAt(1),
          new RevisitedPrecisionAt(5),
          new RevisitedPrecisionAt(10));

  public RevisitedProtocol {
    require(distractors >= 0, "distractors is %d; it must not be negative", distractors);
  }

  /// Judges rankings as they are: no rule about junk applies beyond leaving it out of the
  /// judgement.
  public List<RevisitedResult> evaluate(Rankings rankings) {
    var results = new ArrayList<RevisitedResult>();
    for (var difficulty : Difficulty.values()) {
      var evaluation =
          Evaluator.evaluate(truth.withDistractors(difficulty, distractors), rankings, METRICS);
      results.add(new RevisitedResult(difficulty, RevisitedResult.NOT_RERANKED, evaluation));
    }
    return results;
  }

  /// Judges rankings after re-ranking, both ways; results say which.
  ///
  /// @param budget how many candidates the re-ranker sees per query
  public List<RevisitedResult> evaluate(Rankings first, Reranker reranker, int budget) {
    var results = new ArrayList<RevisitedResult>();
    for (var rule : JunkRule.values()) {
      for (var difficulty : Difficulty.values()) {
        var setup = truth.withDistractors(difficulty, distractors);
        var rankings = new RerankedRankings(first, reranker, budget, rule, setup);
        results.add(
            new RevisitedResult(
                difficulty,
                "re-ranked %d, %s".formatted(budget, rule.label()),
                Evaluator.evaluate(setup, rankings, METRICS)));
      }
    }
    return results;
  }
}
