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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A linear classifier learns what the query and its first hits have in common that the last hits
/// lack; hits are scored by its weights. Later stages ask with the weights.
///
/// Source: Arandjelović and Zisserman, Three things everyone should know to improve object
/// retrieval, 2012, doi:10.1109/CVPR.2012.6248018, section 4, where the positives are verified by
/// geometry; here they are the first hits as the stages before left them.
///
/// @param positives how many first hits count as right, at least 1
/// @param negatives how many last hits count as wrong, at least 1; 200 in the paper
/// @param cost of a violation, above 0; the usual c
public record DiscriminativeExpansion(int positives, int negatives, double cost)
    implements StageSpec, Stage {

  /// Ten positives and a cost of 1 are our choice.
  public static final DiscriminativeExpansion DEFAULT = new DiscriminativeExpansion(10, 200, 1);

  /// Passes over the examples that a forecast assumes.
  private static final int USUAL_ROUNDS = 50;

  public DiscriminativeExpansion {
    require(positives >= 1, "k is %d; at least 1 hit must count as right", positives);
    require(negatives >= 1, "negatives is %d; at least 1 hit must count as wrong", negatives);
    require(0 < cost && cost <= 1e6, "c is %s; it must be above 0 and at most 1000000", cost);
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

  /// One right and one wrong hit, and one to rank.
  @Override
  public int fewest() {
    return 3;
  }

  @Override
  public double work(int count, int dimension) {
    double examples = 1.0 + Math.min(count, positives + (double) negatives);
    return (count + 2 * USUAL_ROUNDS * examples) * dimension;
  }

  @Override
  public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
    int right = Math.min(positives, count - 1);
    int wrong = Math.min(negatives, count - right);
    if (right < 1) {
      return Optional.of(candidates);
    }
    var positive = new ArrayList<float[]>();
    positive.add(candidates.query().vector());
    for (int i = 0; i < right; i++) {
      positive.add(candidates.vector(i));
    }
    var negative = new ArrayList<float[]>();
    for (int i = count - wrong; i < count; i++) {
      negative.add(candidates.vector(i));
    }
    float[] weights = LinearSeparator.weights(positive, negative, cost);
    if (!Kernels.normalize(weights)) {
      return Optional.of(candidates); // right and wrong are alike: nothing to learn
    }
    return Rescoring.scores(candidates, count, weights, budget)
        .map(
            scores ->
                candidates
                    .reordered(name(), scores, place -> reason(place, right, count - wrong))
                    .withQuery(weights));
  }

  private static Reason reason(int place, int right, int firstWrong) {
    String part =
        place < right
            ? "it was an example of what is right"
            : place >= firstWrong
                ? "it was an example of what is wrong"
                : "it was no example itself";
    return new Reason(
        "how far on the side of the query and its first %d hits; %s".formatted(right, part),
        List.of());
  }

  @Override
  public String toString() {
    return StageText.of("dqe", "k", positives, "negatives", negatives, "c", cost);
  }
}
