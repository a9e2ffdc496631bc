package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.dataset.EvaluationTask.Anomaly;
import dev.eidetic.evaluate.neighbours.BlockNeighbours;
import dev.eidetic.evaluate.pairs.ScoredDecisions;
import dev.eidetic.evaluate.pairs.Verification;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Anomalies by the nearest good example: the less alike it is, the surer the anomaly.
record AnomalyMeasure(Bootstrap bootstrap, int workers) {

  Measured of(Anomaly task, EncodedImages encoded) throws InterruptedException {
    var nearest =
        new BlockNeighbours(
                VectorSource.of(encoded.rows(task.tested())),
                VectorSource.of(encoded.rows(task.examples())),
                workers)
            .nearest(1);
    double[] scores =
        IntStream.range(0, task.tested().size())
            .mapToDouble(i -> -nearest.scores()[i][0])
            .toArray();
    var figures = new ArrayList<RunFigure>();
    int[] all = IntStream.range(0, scores.length).toArray();
    figures.add(figure("image AUROC", task, scores, all));
    var kinds = new TreeSet<>(task.defects());
    kinds.remove("");
    if (kinds.size() > 1) {
      for (String kind : kinds) {
        int[] some =
            IntStream.of(all)
                .filter(i -> List.of("", kind).contains(task.defects().get(i)))
                .toArray();
        figures.add(figure("image AUROC, " + kind, task, scores, some));
      }
    }
    return Measured.of(figures, verification(task, scores, all));
  }

  private RunFigure figure(String label, Anomaly task, double[] scores, int[] images) {
    double[] some = IntStream.of(images).mapToDouble(i -> scores[i]).toArray();
    boolean[] isBad = isBad(task, images);
    return new RunFigure(
        label,
        verification(task, scores, images).areaUnderCurve(),
        bootstrap.interval(
            images.length,
            drawn -> Resampled.figure(some, isBad, drawn, Verification::areaUnderCurve)));
  }

  private static Verification verification(Anomaly task, double[] scores, int[] images) {
    return Verification.of(
        ScoredDecisions.of(
            IntStream.of(images).mapToDouble(i -> scores[i]).toArray(), isBad(task, images)));
  }

  private static boolean[] isBad(Anomaly task, int[] images) {
    var isBad = new boolean[images.length];
    for (int i = 0; i < images.length; i++) {
      isBad[i] = !task.defects().get(images[i]).isEmpty();
    }
    return isBad;
  }
}
