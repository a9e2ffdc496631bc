package dev.eidetic.rerank.diffusion;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Reason;
import dev.eidetic.rerank.Rescoring;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageText;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.vectors.Kernels;
import java.util.Arrays;
import java.util.Optional;

/// Offline diffusion, prepared: `f` is the sum over the first kq hits of `max(0, q.x)^gamma` times
/// the hit's column.
///
/// Where the query is an image of the gallery, its node is taken out of the graph: what would flow
/// through it is subtracted (`f - c * f[self] / c[self]`, c its own column: a Schur complement,
/// exact but for truncation; neighbours' degrees still count it).
record OfflineStage(OfflineDiffusion diffusion, Columns columns) implements Stage {

  @Override
  public String name() {
    return diffusion.toString();
  }

  @Override
  public int top() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int fewest() {
    return 2;
  }

  /// Looking each reached image up among the hits.
  @Override
  public double work(int count, int dimension) {
    double starts = Math.min(diffusion.settings().queryNeighbours(), count);
    return starts * (dimension + 10.0 * diffusion.truncation()) + 20.0 * count;
  }

  @Override
  public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
    int[] wanted = Arrays.copyOf(candidates.ordinals(), count);
    Arrays.sort(wanted);
    int starts = Math.min(diffusion.settings().queryNeighbours(), count);
    var weights = new float[starts];
    var sums = new double[count];
    double throughSelf = 0;
    var self = candidates.query().self();
    for (int i = 0; i < starts; i++) {
      if (budget.isSpent()) {
        return Optional.empty();
      }
      float similarity = Kernels.dot(candidates.query().vector(), candidates.vector(i));
      weights[i] = Rescoring.weight(similarity, diffusion.settings().gamma());
      columns.add(candidates.ordinal(i), weights[i], wanted, sums);
      if (self.isPresent()) {
        throughSelf += weights[i] * columns.flow(candidates.ordinal(i), self.getAsInt());
      }
    }
    if (throughSelf != 0) {
      int image = self.getAsInt();
      columns.add(image, -throughSelf / columns.flow(image, image), wanted, sums);
    }
    var scores = new float[count];
    for (int i = 0; i < count; i++) {
      scores[i] = (float) sums[Arrays.binarySearch(wanted, candidates.ordinal(i))];
    }
    return Optional.of(
        candidates.reordered(
            name(), scores, place -> reason(candidates, weights, place, scores[place])));
  }

  private Reason reason(Candidates candidates, float[] weights, int place, float score) {
    var contributions = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      contributions[i] =
          i == place
              ? 0
              : weights[i] * columns.flow(candidates.ordinal(i), candidates.ordinal(place));
    }
    return new Reason(
        "%s flowed to it from the query's first %d hits"
            .formatted(StageText.figure(score), weights.length),
        StageText.strongest(Arrays.copyOf(candidates.ordinals(), weights.length), contributions));
  }

  @Override
  public String toString() {
    return name();
  }
}
