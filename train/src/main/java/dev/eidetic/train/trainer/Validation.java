package dev.eidetic.train.trainer;

import dev.eidetic.evaluate.AveragePrecision;
import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.Evaluation;
import dev.eidetic.evaluate.Evaluator;
import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.MapAtR;
import dev.eidetic.evaluate.Metric;
import dev.eidetic.evaluate.RecallAt;
import dev.eidetic.evaluate.neighbours.BlockNeighbours;
import dev.eidetic.train.data.PixelCache;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Retrieval on classes that are not trained on: each image in turn is the query, all others are
/// the gallery. Exact, in memory that does not grow with the square of the images.
///
/// @param cache of the validation images
/// @param labels of the cache's images
/// @param images of the cache that take part
record Validation(PixelCache cache, int[] labels, int[] images) {

  private static final List<Metric> METRICS =
      List.of(new RecallAt(1), new RecallAt(5), new MapAtR(), AveragePrecision.PLAIN_MEAN);

  /// @throws InterruptedException if the caller was interrupted
  Map<String, Double> measure(Embedder embedder) throws InterruptedException {
    var metrics = new LinkedHashMap<String, Double>();
    for (var result : evaluate(embedder.embed(cache, images)).results()) {
      metrics.put(result.label(), result.value());
    }
    return metrics;
  }

  /// All figures with their confidence intervals.
  ///
  /// @param vectors one per image, of unit length
  Evaluation evaluate(float[][] vectors) throws InterruptedException {
    int[] own = Arrays.stream(images).map(image -> labels[image]).toArray();
    var truth = GroundTruth.leaveOneOut(own);
    var evaluator = new Evaluator(truth.queries(), METRICS, Bootstrap.DEFAULT);
    var source = VectorSource.of(vectors).normalized();
    new BlockNeighbours(source, source, 1).judgeWhole(truth, evaluator);
    return evaluator.finish();
  }
}
