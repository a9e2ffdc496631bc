package dev.eidetic.engine.evaluation;

import dev.eidetic.engine.local.DescriptorSample;
import dev.eidetic.evaluate.Rankings;
import dev.eidetic.index.aggregated.AggregatedImage;
import dev.eidetic.index.aggregated.AggregatedIndex;
import dev.eidetic.index.aggregated.AggregationSettings;
import dev.eidetic.index.aggregated.Codebook;
import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Ranks a plan's gallery for each query by local features alone. Answers are computed when asked
/// for.
final class LocalRanking implements Rankings {

  /// Descriptors that the codebook is learned from, at most.
  private static final int MOST_EXAMPLES = 500_000;

  private final EvaluationFeatures features;
  private final Codebook codebook;
  private final AggregatedIndex index;
  private final int queries;

  private LocalRanking(
      EvaluationFeatures features, Codebook codebook, AggregatedIndex index, int queries) {
    this.features = features;
    this.codebook = codebook;
    this.index = index;
    this.queries = queries;
  }

  /// Learns the codebook from the gallery's own descriptors and indexes it.
  ///
  /// @throws IOException if there is no descriptor in the whole gallery
  static LocalRanking of(
      EvaluationPlan plan, EvaluationFeatures features, AggregationSettings settings, int workers)
      throws IOException {
    int count = plan.gallery().size();
    var codebook = Codebook.train(examples(plan, features), settings, workers);
    var images = new AggregatedImage[count];
    ParallelLoop.run(
        workers,
        count,
        () ->
            i -> {
              var rows =
                  DescriptorSample.rows(features.ofGallery(i).orElseThrow(), codebook.dimension());
              images[i] = codebook.stored(rows.rows(), rows.count());
            });
    return new LocalRanking(
        features,
        codebook,
        AggregatedIndex.of(codebook, Arrays.asList(images)),
        plan.queries().size());
  }

  /// Descriptors of pictures spread evenly over the gallery.
  private static VectorSource examples(EvaluationPlan plan, EvaluationFeatures features)
      throws IOException {
    int count = plan.gallery().size();
    var sample = new DescriptorSample(MOST_EXAMPLES);
    int step = Math.max(1, (int) (count * 500L / MOST_EXAMPLES));
    for (int i = 0; i < count && !sample.isFull(); i += step) {
      sample.add(features.ofGallery(i).orElseThrow());
    }
    return sample
        .source()
        .orElseThrow(
            () ->
                new IOException(
                    "%s: no local features were found in any picture; there is nothing to rank by"
                        .formatted(plan.name())));
  }

  /// How many words the codebook has.
  int words() {
    return codebook.words();
  }

  @Override
  public int queries() {
    return queries;
  }

  @Override
  public int[] ranked(int query) {
    var rows = DescriptorSample.rows(features.ofQuery(query), codebook.dimension());
    float[] scores = index.scores(codebook.query(rows.rows(), rows.count()));
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble(ordinal -> -scores[ordinal])) // stable
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public boolean complete() {
    return true;
  }
}
