package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.dataset.EvaluationTask;
import dev.eidetic.evaluate.dataset.PairList;
import dev.eidetic.evaluate.pairs.FoldAccuracy;
import dev.eidetic.evaluate.pairs.ScoredDecisions;
import dev.eidetic.evaluate.pairs.Verification;
import dev.eidetic.vectors.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Verification by cosine; a template of several images is the mean of their vectors.
record VerificationMeasure(Bootstrap bootstrap) {

  private static final double[] FALSE_MATCH_RATES = {1e-2, 1e-3, 1e-4};

  Measured of(EvaluationTask.Verification task, EncodedImages encoded) {
    var templates = new ArrayList<float[]>();
    task.images().forEach(images -> templates.add(encoded.template(images)));
    var pairs = task.pairs();
    var scores = new double[pairs.size()];
    var same = new boolean[pairs.size()];
    var folds = new int[pairs.size()];
    for (int pair = 0; pair < scores.length; pair++) {
      scores[pair] =
          Kernels.dot(templates.get(pairs.first(pair)), templates.get(pairs.second(pair)));
      same[pair] = pairs.same(pair);
      folds[pair] = pairs.fold(pair);
    }
    var verification = Verification.of(ScoredDecisions.of(scores, same));
    return Measured.of(figures(scores, same, folds, verification, pairs), verification);
  }

  private List<RunFigure> figures(
      double[] scores, boolean[] same, int[] folds, Verification whole, PairList pairs) {
    var figures = new ArrayList<RunFigure>();
    int count = Arrays.stream(folds).max().orElse(0) + 1;
    if (count > 1) {
      double[] accuracies = FoldAccuracy.of(scores, same, folds);
      figures.add(
          new RunFigure(
              "accuracy, %d folds".formatted(count),
              Arrays.stream(accuracies).average().orElse(Double.NaN),
              bootstrap.meanInterval(accuracies)));
    }
    int others = pairs.size() - count(same);
    for (double rate : FALSE_MATCH_RATES) {
      if (others * rate >= 1) { // else no threshold accepts so few
        figures.add(
            figure(
                "FNMR@FMR=" + rate,
                scores,
                same,
                whole,
                verification -> verification.falseNonMatchRateAt(rate)));
      }
    }
    figures.add(figure("EER", scores, same, whole, Verification::equalErrorRate));
    figures.add(figure("AUROC", scores, same, whole, Verification::areaUnderCurve));
    return figures;
  }

  private RunFigure figure(
      String label,
      double[] scores,
      boolean[] same,
      Verification whole,
      ToDoubleFunction<Verification> value) {
    return new RunFigure(
        label,
        value.applyAsDouble(whole),
        bootstrap.interval(scores.length, drawn -> Resampled.figure(scores, same, drawn, value)));
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
