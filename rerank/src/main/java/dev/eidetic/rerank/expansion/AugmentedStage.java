package dev.eidetic.rerank.expansion;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.Reason;
import dev.eidetic.rerank.Rescoring;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageText;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.vectors.Kernels;
import java.util.Arrays;
import java.util.Optional;

/// Database-side augmentation, prepared.
record AugmentedStage(DatabaseAugmentation settings, AugmentedGallery augmented) implements Stage {

  @Override
  public String name() {
    return settings.toString();
  }

  @Override
  public int top() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int fewest() {
    return 2;
  }

  @Override
  public double work(int count, int dimension) {
    return (double) count * dimension;
  }

  @Override
  public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
    var self = candidates.query().self();
    Gallery gallery = self.isPresent() ? augmented.without(self.getAsInt()) : augmented;
    var changed = candidates.withGallery(gallery);
    return Rescoring.scores(changed, count, candidates.query().vector(), budget)
        .map(
            scores ->
                changed.reordered(
                    name(), scores, place -> reason(candidates, place, scores[place])));
  }

  private Reason reason(Candidates candidates, int place, float score) {
    float[] query = candidates.query().vector();
    int[] neighbours = augmented.neighbours(candidates.ordinal(place));
    int count = Math.min(settings.neighbours(), neighbours.length);
    var contributions = new float[count];
    for (int i = 0; i < count; i++) {
      if (!candidates.query().isSelf(neighbours[i])) {
        float similarity = augmented.similarities(candidates.ordinal(place))[i];
        contributions[i] =
            Rescoring.weight(similarity, settings.alpha())
                * Kernels.dot(query, candidates.gallery().vector(neighbours[i]));
      }
    }
    return new Reason(
        "%s with its %d nearest neighbours joined, %s alone"
            .formatted(
                StageText.figure(score),
                count,
                StageText.figure(Kernels.dot(query, candidates.vector(place)))),
        StageText.strongest(Arrays.copyOf(neighbours, count), contributions));
  }
}
