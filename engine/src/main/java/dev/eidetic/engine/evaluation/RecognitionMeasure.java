package dev.eidetic.engine.evaluation;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.dataset.EvaluationTask.Recognition;
import dev.eidetic.evaluate.neighbours.BlockNeighbours;
import dev.eidetic.evaluate.pairs.MicroAveragePrecision;
import dev.eidetic.evaluate.pairs.ScoredDecisions;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import java.util.List;

/// Recognition by the nearest example: its label is the answer, its cosine the confidence.
record RecognitionMeasure(Bootstrap bootstrap, int workers) {

  Measured of(Recognition task, EncodedImages encoded) throws InterruptedException {
    int named = (int) task.answers().stream().filter(names -> !names.isEmpty()).count();
    require(
        named > 0 && !task.examples().isEmpty(),
        "%d of %d queries show something that has a name, and there are %d examples; both are"
            + " needed",
        named,
        task.queries().size(),
        task.examples().size());
    var nearest =
        new BlockNeighbours(
                VectorSource.of(encoded.rows(task.queries())),
                VectorSource.of(
                    encoded.rows(task.examples().stream().map(TaskEvaluation::reference).toList())),
                workers)
            .nearest(1);
    int count = task.queries().size();
    var confidences = new double[count];
    var right = new boolean[count];
    var isNamed = new boolean[count];
    for (int query = 0; query < count; query++) {
      String answer = task.examples().get(nearest.ordinals()[query][0]).label();
      confidences[query] = nearest.scores()[query][0];
      right[query] = task.answers().get(query).contains(answer);
      isNamed[query] = !task.answers().get(query).isEmpty();
    }
    int[] all = new int[count];
    Arrays.setAll(all, i -> i);
    var gap =
        new RunFigure(
            "GAP",
            averagePrecision(confidences, right, isNamed, all),
            bootstrap.interval(
                count, drawn -> averagePrecision(confidences, right, isNamed, drawn)));
    double[] accuracies =
        Arrays.stream(all).filter(i -> isNamed[i]).mapToDouble(i -> right[i] ? 1 : 0).toArray();
    var accuracy =
        new RunFigure(
            "accuracy of the named",
            Arrays.stream(accuracies).average().orElse(Double.NaN),
            bootstrap.meanInterval(accuracies));
    return curve(List.of(gap, accuracy), ScoredDecisions.of(confidences, right), named);
  }

  private static double averagePrecision(
      double[] confidences, boolean[] right, boolean[] isNamed, int[] queries) {
    int named = 0;
    var scores = new double[queries.length];
    var hits = new boolean[queries.length];
    for (int i = 0; i < queries.length; i++) {
      scores[i] = confidences[queries[i]];
      hits[i] = right[queries[i]];
      named += isNamed[queries[i]] ? 1 : 0;
    }
    return named == 0
        ? Double.NaN
        : MicroAveragePrecision.ofAnswers(ScoredDecisions.of(scores, hits), named);
  }

  /// Precision (upwards) against the share of named queries answered rightly.
  private static Measured curve(List<RunFigure> figures, ScoredDecisions decisions, int named) {
    int count = Math.min(200, decisions.size());
    var x = new double[count];
    var y = new double[count];
    int right = 0;
    int point = 0;
    for (int place = 0; place < decisions.size() && point < count; place++) {
      right += decisions.isRight(place) ? 1 : 0;
      if (place >= (long) point * decisions.size() / count) {
        x[point] = (double) right / named;
        y[point++] = (double) right / (place + 1);
      }
    }
    return new Measured(figures, x, y);
  }
}
