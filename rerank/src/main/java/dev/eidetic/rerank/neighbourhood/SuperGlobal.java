package dev.eidetic.rerank.neighbourhood;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.NeighbourFinder;
import dev.eidetic.rerank.Orders;
import dev.eidetic.rerank.Reason;
import dev.eidetic.rerank.Rescoring;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageSpec;
import dev.eidetic.rerank.StageText;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.vectors.Kernels;
import java.util.Arrays;
import java.util.Optional;

/// SuperGlobal re-ranking: the first hits are refined by each other, then the query is expanded by
/// the refined ones.
///
/// 1. Each of the first M hits becomes `x' = sum(w * x) / sum(w)` over itself (w = 1) and its K
///    nearest among the M (w = beta times their inner product), not scaled to length 1 again; its
///    score is `s1 = q.x'`.
/// 2. The K + 1 best by `s1` give the expanded query, coordinate by coordinate their greatest; each
///    hit scores `s2` against it.
/// 3. Hits are ordered by `(s1 + s2) / 2`; those behind the first M stay.
///
/// Source: Shao et al., Global features are all you need for image retrieval and reranking, 2023,
/// <https://arxiv.org/abs/2308.06954>, and their published code, which differs from the paper's
/// text in not using beta in step 2. Ours differs in one case: a neighbour at an inner product
/// below zero weighs nothing, where theirs would subtract it and could divide by zero.
///
/// @param top M
/// @param neighbours K, without the hit itself
/// @param beta weight of a neighbour, 0 to 1
public record SuperGlobal(int top, int neighbours, double beta) implements StageSpec, Stage {

  /// As published.
  public static final SuperGlobal DEFAULT = new SuperGlobal(400, 9, 0.15);

  public SuperGlobal {
    require(2 <= top && top <= 10_000, "top is %d; it must be 2 to 10000", top);
    require(neighbours >= 1, "k is %d; it must be at least 1", neighbours);
    require(0 <= beta && beta <= 1, "beta is %s; it must be 0 to 1", beta);
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
  public int fewest() {
    return 2;
  }

  @Override
  public double work(int count, int dimension) {
    return (double) count * (count + neighbours + 3) * dimension;
  }

  @Override
  public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
    var vectors = new float[count][];
    Arrays.setAll(vectors, candidates::vector);
    return Similarities.among(vectors, budget)
        .map(similarities -> new Refinement(vectors, similarities).rerank(candidates));
  }

  /// One query's work.
  private final class Refinement {

    private final float[][] vectors;
    private final Similarities similarities;
    private final int[][] nearest;

    Refinement(float[][] vectors, Similarities similarities) {
      this.vectors = vectors;
      this.similarities = similarities;
      this.nearest = new int[vectors.length][];
      Arrays.setAll(nearest, hit -> similarities.nearest(hit, neighbours + 1));
    }

    Candidates rerank(Candidates candidates) {
      var refined = new float[vectors.length][];
      Arrays.setAll(refined, this::refined);
      float[] query = candidates.query().vector();
      var first = new float[vectors.length];
      for (int i = 0; i < first.length; i++) {
        first[i] = Kernels.dot(query, refined[i]);
      }
      int[] order = Orders.descending(first);
      float[] expanded = refined[order[0]].clone();
      for (int i = 1; i < Math.min(neighbours + 1, order.length); i++) {
        for (int j = 0; j < expanded.length; j++) {
          expanded[j] = Math.max(expanded[j], refined[order[i]][j]);
        }
      }
      var scores = new float[vectors.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = (first[i] + Kernels.dot(expanded, refined[i])) / 2;
      }
      return candidates.reordered(
          name(), scores, place -> reason(candidates, place, first[place], scores[place]));
    }

    private float[] refined(int hit) {
      float[] sum = vectors[hit].clone();
      float total = 1;
      for (int i = 1; i < nearest[hit].length; i++) {
        float weight = weight(hit, nearest[hit][i]);
        Rescoring.add(sum, weight, vectors[nearest[hit][i]]);
        total += weight;
      }
      for (int j = 0; j < sum.length; j++) {
        sum[j] /= total;
      }
      return sum;
    }

    private float weight(int hit, int neighbour) {
      return (float) (beta * Math.max(0, similarities.of(hit, neighbour)));
    }

    private Reason reason(Candidates candidates, int place, float first, float score) {
      float[] query = candidates.query().vector();
      var ordinals = new int[nearest[place].length - 1];
      var contributions = new float[ordinals.length];
      for (int i = 0; i < ordinals.length; i++) {
        int neighbour = nearest[place][i + 1];
        ordinals[i] = candidates.ordinal(neighbour);
        contributions[i] = weight(place, neighbour) * Kernels.dot(query, vectors[neighbour]);
      }
      return new Reason(
          "mean of %s to the query and %s to the best hits, refined by %d neighbours; %s before"
              .formatted(
                  StageText.figure(first),
                  StageText.figure(2 * score - first),
                  ordinals.length,
                  StageText.figure(Kernels.dot(query, vectors[place]))),
          StageText.strongest(ordinals, contributions));
    }
  }

  @Override
  public String toString() {
    return StageText.of("superglobal", "top", top, "k", neighbours, "beta", beta);
  }
}
