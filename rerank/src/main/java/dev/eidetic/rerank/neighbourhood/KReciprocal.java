package dev.eidetic.rerank.neighbourhood;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.NeighbourFinder;
import dev.eidetic.rerank.Reason;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageSpec;
import dev.eidetic.rerank.StageText;
import dev.eidetic.rerank.TimeBudget;
import java.util.Arrays;
import java.util.Optional;

/// k-reciprocal encoding: two images are close if they have the same neighbours, counting only
/// neighbours that choose each other.
///
/// Over the query and its first hits: distances are `(2 - 2 * cosine)^2`, each row divided by its
/// greatest; an image's set is its neighbours that have it among their own first `k1`, grown by the
/// sets (of half of `k1`) of members that share more than two thirds with it; members weigh
/// `exp(-distance)`, summing to 1; weights are averaged over the first `k2` neighbours; the score
/// is 1 minus `(1 - lambda) * (Jaccard distance of the weights) + lambda * distance`. Source: Zhong
/// et al., 2017, <https://arxiv.org/abs/1701.08398>, and the published code for it, which squares
/// as above. There all queries are one crowd; here each is ranked alone, as it is asked.
///
/// @param near k1, neighbours that must choose each other, at least 1
/// @param averaged k2, neighbours over which weights are averaged, at least 1; 1 averages nothing
/// @param lambda share of the plain distance, 0 to 1
/// @param top how many hits are compared with each other; 400 is our choice
public record KReciprocal(int near, int averaged, double lambda, int top)
    implements StageSpec, Stage {

  /// k1, k2 and lambda as published.
  public static final KReciprocal DEFAULT = new KReciprocal(20, 6, 0.3, 400);

  public KReciprocal {
    require(near >= 1, "k1 is %d; it must be at least 1", near);
    require(averaged >= 1, "k2 is %d; it must be at least 1", averaged);
    require(0 <= lambda && lambda <= 1, "lambda is %s; it must be 0 to 1", lambda);
    require(2 <= top && top <= 5_000, "top is %d; it must be 2 to 5000", top);
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
    return (double) count * count * (dimension + 40.0);
  }

  @Override
  public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
    var vectors = new float[count + 1][];
    Arrays.setAll(vectors, i -> i == 0 ? candidates.query().vector() : candidates.vector(i - 1));
    var similarities = Similarities.among(vectors, budget);
    if (similarities.isEmpty() || budget.isSpent()) {
      return Optional.empty();
    }
    var sets = new ReciprocalSets(similarities.get(), near, averaged);
    var scores = new float[count];
    for (int i = 0; i < count; i++) {
      double distance =
          (1 - lambda) * sets.jaccardDistance(i + 1) + lambda * sets.distance(0, i + 1);
      scores[i] = (float) (1 - distance);
    }
    return Optional.of(
        candidates.reordered(name(), scores, place -> reason(candidates, sets, place)));
  }

  private Reason reason(Candidates candidates, ReciprocalSets sets, int place) {
    var ordinals = new int[sets.size() - 1];
    var shared = new float[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = candidates.ordinal(i);
      shared[i] = i == place ? 0 : sets.shared(place + 1, i + 1);
    }
    return new Reason(
        "%s of neighbours not shared, %s of distance"
            .formatted(
                StageText.figure(sets.jaccardDistance(place + 1)),
                StageText.figure(sets.distance(0, place + 1))),
        StageText.strongest(ordinals, shared));
  }

  @Override
  public String toString() {
    return StageText.of("kreciprocal", "k1", near, "k2", averaged, "lambda", lambda, "top", top);
  }
}
