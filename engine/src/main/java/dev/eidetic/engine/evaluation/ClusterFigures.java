package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.ConfidenceInterval;
import dev.eidetic.evaluate.cluster.ClusterAgreement;
import dev.eidetic.evaluate.neighbours.EuclideanNeighbours;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.cluster.KMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// Measures how well clusters of the gallery's vectors are its classes: as many clusters as
/// classes, by k-means with a seed. No interval: images of a cluster are not independent.
final class ClusterFigures {

  private static final int ROUNDS = 20;

  private ClusterFigures() {}

  /// @param labels class of each vector
  static List<RunFigure> of(
      List<RunMeasure> measures,
      float[][] vectors,
      List<String> labels,
      Bootstrap bootstrap,
      int workers)
      throws InterruptedException {
    var numbers = new HashMap<String, Integer>();
    int[] classes =
        labels.stream()
            .mapToInt(label -> numbers.computeIfAbsent(label, _ -> numbers.size()))
            .toArray();
    var source = VectorSource.of(vectors);
    var centroids =
        KMeans.of(numbers.size(), bootstrap.seed(), workers)
            .withRounds(ROUNDS)
            .withExamplesPerCluster(Integer.MAX_VALUE)
            .fit(source);
    var nearest = new EuclideanNeighbours(source, centroids, workers).nearest(1);
    int[] clusters = Arrays.stream(nearest.ordinals()).mapToInt(row -> row[0]).toArray();
    var agreement = ClusterAgreement.of(classes, clusters);
    var none = new ConfidenceInterval(Double.NaN, Double.NaN, bootstrap.level());
    var figures = new ArrayList<RunFigure>();
    for (var measure : measures) {
      double value =
          measure == RunMeasure.ADJUSTED_INFORMATION
              ? agreement.adjusted()
              : agreement.normalized();
      figures.add(new RunFigure(measure.label(), value, none));
    }
    return figures;
  }
}
