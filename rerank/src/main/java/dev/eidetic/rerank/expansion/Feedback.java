package dev.eidetic.rerank.expansion;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.Reason;
import dev.eidetic.rerank.Rescoring;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageText;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.vectors.Kernels;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a person liked and did not like among the hits, so far: the query moves towards the one and
/// away from the other (Rocchio). Immutable; every judgement gives a new one, and all judgements
/// count alike, however many rounds ago they were made.
///
/// `q' = normalize(q + pull * mean of liked - push * mean of unliked)`. Source: Manning et al.,
/// Introduction to Information Retrieval, 2008, section 9.1.1, where 1, 0.75 and 0.15 are named as
/// reasonable. It belongs to one query, so a cascade's text cannot name it; code can put it first.
///
/// ```
/// var feedback = Feedback.NONE.like(17).unlike(4);
/// var better = feedback.rerank(candidates, candidates.size(), TimeBudget.unlimited());
/// ```
///
/// @param liked gallery ordinals, each once
/// @param unliked gallery ordinals, none of them liked
/// @param pull weight of the liked, from 0
/// @param push weight of the unliked, from 0
public record Feedback(List<Integer> liked, List<Integer> unliked, double pull, double push)
    implements Stage {

  /// Nothing judged yet.
  public static final Feedback NONE = new Feedback(List.of(), List.of(), 0.75, 0.15);

  public Feedback {
    liked = List.copyOf(liked);
    unliked = List.copyOf(unliked);
    require(0 <= pull && pull <= 100, "pull is %s; it must be 0 to 100", pull);
    require(0 <= push && push <= 100, "push is %s; it must be 0 to 100", push);
  }

  /// Likes one more; takes back if it was not liked before.
  public Feedback like(int ordinal) {
    return new Feedback(with(liked, ordinal), without(unliked, ordinal), pull, push);
  }

  /// Likes one less; takes back if it was liked before.
  public Feedback unlike(int ordinal) {
    return new Feedback(without(liked, ordinal), with(unliked, ordinal), pull, push);
  }

  private static List<Integer> with(List<Integer> ordinals, int ordinal) {
    return Stream.concat(ordinals.stream(), Stream.of(ordinal)).distinct().toList();
  }

  private static List<Integer> without(List<Integer> ordinals, int ordinal) {
    return ordinals.stream().filter(one -> one != ordinal).toList();
  }

  @Override
  public String name() {
    return "feedback";
  }

  @Override
  public int top() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int fewest() {
    return 1;
  }

  @Override
  public double work(int count, int dimension) {
    return ((double) count + liked.size() + unliked.size()) * dimension;
  }

  @Override
  public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
    float[] moved = moved(candidates.query().vector(), candidates.gallery());
    return Rescoring.scores(candidates, count, moved, budget)
        .map(
            scores ->
                candidates
                    .reordered(name(), scores, place -> reason(candidates, place))
                    .withQuery(moved));
  }

  /// The query after all judgements; the query itself where they cancel it out.
  private float[] moved(float[] query, Gallery gallery) {
    float[] moved = query.clone();
    for (int ordinal : liked) {
      Rescoring.add(moved, (float) (pull / liked.size()), gallery.vector(ordinal));
    }
    for (int ordinal : unliked) {
      Rescoring.add(moved, (float) (-push / unliked.size()), gallery.vector(ordinal));
    }
    return Kernels.normalize(moved) ? moved : query;
  }

  private Reason reason(Candidates candidates, int place) {
    float[] vector = candidates.vector(place);
    var near = new float[liked.size()];
    for (int i = 0; i < near.length; i++) {
      near[i] = Kernels.dot(candidates.gallery().vector(liked.get(i)), vector);
    }
    return new Reason(
        "similarity to the query after %d liked and %d unliked, %s before"
            .formatted(
                liked.size(),
                unliked.size(),
                StageText.figure(Kernels.dot(candidates.query().vector(), vector))),
        StageText.strongest(liked.stream().mapToInt(Integer::intValue).toArray(), near));
  }
}
