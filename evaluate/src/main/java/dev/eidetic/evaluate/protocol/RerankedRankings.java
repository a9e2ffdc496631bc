package dev.eidetic.evaluate.protocol;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.Rankings;
import java.util.Arrays;
import java.util.BitSet;

/// A first stage's rankings whose best candidates are re-ranked; what lies behind them stays as it
/// was. Computed when asked.
///
/// @param first what the first stage answered
/// @param reranker to apply; must bear as many threads as ask
/// @param budget how many candidates it sees per query, at least 1
/// @param rule whether they are chosen with or without the ground truth
/// @param truth whose junk the rule may take out
public record RerankedRankings(
    Rankings first, Reranker reranker, int budget, JunkRule rule, GroundTruth truth)
    implements Rankings {

  public RerankedRankings {
    require(budget >= 1, "budget is %d; a re-ranker needs at least 1 candidate", budget);
    require(
        first.queries() == truth.queries(),
        "there are answers to %d queries and truth for %d; they must be as many",
        first.queries(),
        truth.queries());
  }

  @Override
  public int queries() {
    return first.queries();
  }

  /// Under [JunkRule#PAPER], junk comes last, where it does not matter.
  @Override
  public int[] ranked(int query) {
    var answer = first.ranked(query).clone();
    if (rule == JunkRule.PAPER) {
      moveJunkBack(answer, query);
    }
    int count = Math.min(budget, answer.length);
    if (rule == JunkRule.PAPER) {
      count = Math.min(count, judged(answer, query));
    }
    var candidates = Arrays.copyOf(answer, count);
    var better = reranker.rerank(query, candidates.clone());
    requireSameImages(query, candidates, better);
    System.arraycopy(better, 0, answer, 0, count);
    return answer;
  }

  private void moveJunkBack(int[] answer, int query) {
    var relevance = truth.relevance(query);
    var junk = new int[answer.length];
    int kept = 0;
    int left = 0;
    for (int image : answer) {
      if (relevance.isJunk(image)) {
        junk[left++] = image;
      } else {
        answer[kept++] = image;
      }
    }
    System.arraycopy(junk, 0, answer, kept, left);
  }

  private int judged(int[] answer, int query) {
    var relevance = truth.relevance(query);
    int end = answer.length;
    while (end > 0 && relevance.isJunk(answer[end - 1])) {
      end--;
    }
    return end;
  }

  private void requireSameImages(int query, int[] candidates, int[] better) {
    var given = new BitSet(truth.gallerySize());
    for (int image : candidates) {
      given.set(image);
    }
    boolean same = better.length == candidates.length;
    for (int i = 0; same && i < better.length; i++) {
      same = better[i] >= 0 && given.get(better[i]);
      if (same) {
        given.clear(better[i]);
      }
    }
    require(
        same,
        "the re-ranker answered query %d with other images than its %d candidates; it may only"
            + " reorder them",
        query,
        candidates.length);
  }

  @Override
  public boolean complete() {
    return first.complete();
  }
}
