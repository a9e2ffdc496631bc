package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.Evaluation;
import dev.eidetic.evaluate.Evaluator;
import dev.eidetic.evaluate.JudgementSink;

/// How a model did in one setup. The arrays must not change.
///
/// @param evaluation all figures
/// @param precisionAtRecall mean interpolated precision at recall 0, 0.05, … 1
/// @param recallAtPlaces share of queries with a right answer among the first 1, 2, … 40
public record SetupResult(
    Evaluation evaluation, double[] precisionAtRecall, double[] recallAtPlaces) {

  /// Judges by whatever calls the sink for every query of a setup.
  static SetupResult of(EvaluationPlan.Setup setup, Bootstrap bootstrap, Judging judging)
      throws InterruptedException {
    int queries = setup.truth().queries();
    var evaluator = new Evaluator(queries, setup.metrics(), bootstrap);
    var curves = new AverageCurves(queries);
    judging.run(
        (query, judgement) -> {
          evaluator.accept(query, judgement);
          curves.accept(query, judgement);
        });
    return new SetupResult(evaluator.finish(), curves.precisionAtRecall(), curves.recallAtPlaces());
  }

  /// Judges all queries.
  @FunctionalInterface
  interface Judging {
    void run(JudgementSink sink) throws InterruptedException;
  }
}
