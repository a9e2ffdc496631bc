package dev.eidetic.rerank.expansion;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.NeighbourFinder;
import dev.eidetic.rerank.Reason;
import dev.eidetic.rerank.Rescoring;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageSpec;
import dev.eidetic.rerank.StageText;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.vectors.Kernels;
import java.util.Arrays;
import java.util.Optional;

/// The query becomes the weighted mean of itself and its first hits, and asks again.
///
/// `q' = normalize(q + sum over i of max(0, q.x_i)^alpha * x_i)`; hits are scored by `q'.x`. With
/// alpha 0 this is average query expansion (Chum et al., 2007, doi:10.1109/ICCV.2007.4408891), with
/// alpha 3 and 50 neighbours alpha-QE (Radenović et al., 2019, <https://arxiv.org/abs/1711.02512>,
/// section 3.4). Later stages ask with `q'`.
///
/// @param neighbours how many of the first hits join the query, at least 1; the papers' n
/// @param alpha how much more the nearest weigh, 0 to 100
public record QueryExpansion(int neighbours, double alpha) implements StageSpec, Stage {

  /// alpha-QE as published.
  public static final QueryExpansion ALPHA = new QueryExpansion(50, 3);

  /// Average query expansion; ten neighbours are our choice.
  public static final QueryExpansion AVERAGE = new QueryExpansion(10, 0);

  public QueryExpansion {
    require(neighbours >= 1, "k is %d; at least 1 hit must join the query", neighbours);
    require(0 <= alpha && alpha <= 100, "alpha is %s; it must be 0 to 100", alpha);
  }

  @Override
  public Stage prepare(Gallery gallery, NeighbourFinder finder, int threads) {
    return this;
  }

  @Override
  public String name() {
    return toString();
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
    return ((double) count + 2 * Math.min(neighbours, count)) * dimension;
  }

  @Override
  public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
    int joining = Math.min(neighbours, count);
    float[] query = candidates.query().vector();
    float[] expanded = query.clone();
    var weights = new float[joining];
    for (int i = 0; i < joining; i++) {
      float[] vector = candidates.vector(i);
      weights[i] = Rescoring.weight(Kernels.dot(query, vector), alpha);
      Rescoring.add(expanded, weights[i], vector);
    }
    if (!Kernels.normalize(expanded)) {
      expanded = query; // the hits cancel the query out: nothing better is known
    }
    float[] asked = expanded;
    return Rescoring.scores(candidates, count, asked, budget)
        .map(
            scores ->
                candidates
                    .reordered(
                        name(), scores, place -> reason(candidates, weights, place, scores[place]))
                    .withQuery(asked));
  }

  private static Reason reason(Candidates candidates, float[] weights, int place, float score) {
    float[] vector = candidates.vector(place);
    var contributions = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      contributions[i] = i == place ? 0 : weights[i] * Kernels.dot(candidates.vector(i), vector);
    }
    var joined = Arrays.copyOf(candidates.ordinals(), weights.length);
    float before = Kernels.dot(candidates.query().vector(), vector);
    return new Reason(
        "%s to the query and its first %d hits together, %s to the query alone"
            .formatted(StageText.figure(score), weights.length, StageText.figure(before)),
        StageText.strongest(joined, contributions));
  }

  @Override
  public String toString() {
    return alpha == 0
        ? StageText.of("qe", "k", neighbours)
        : StageText.of("aqe", "k", neighbours, "alpha", alpha);
  }
}
