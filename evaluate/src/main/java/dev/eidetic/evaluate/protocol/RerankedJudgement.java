package dev.eidetic.evaluate.protocol;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.Judgement;
import dev.eidetic.evaluate.Relevance;

/// Judges a ranking of a whole gallery whose first images were re-ranked, from the judgement of the
/// ranking as it was and the new order of those images: the gallery is not ranked again, nor kept.
public final class RerankedJudgement {

  private RerankedJudgement() {}

  /// @param before of the ranking as the first stage made it
  /// @param relevance of the same query
  /// @param reranked the first images of that ranking, some or all junk left out, in their new
  ///   order
  /// @throws IllegalArgumentException if they are not the first ones
  public static Judgement of(Judgement before, Relevance relevance, int[] reranked) {
    var ranks = new int[before.ranks().length];
    int found = 0;
    int judged = 0;
    for (int ordinal : reranked) {
      if (relevance.isRelevant(ordinal)) {
        require(
            found < ranks.length,
            "more than %d relevant images were re-ranked; the first ranking lists no more",
            ranks.length);
        ranks[found++] = judged;
      }
      judged += relevance.isJunk(ordinal) ? 0 : 1;
    }
    int inFront = before.foundWithin(judged);
    require(
        inFront == found,
        "%d relevant images were re-ranked and %d were among the first %d; re-rank those",
        found,
        inFront,
        judged);
    System.arraycopy(before.ranks(), found, ranks, found, ranks.length - found);
    return new Judgement(ranks, before.relevant(), before.depth(), before.candidates());
  }
}
