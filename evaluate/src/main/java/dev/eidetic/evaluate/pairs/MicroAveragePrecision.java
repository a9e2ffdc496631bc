package dev.eidetic.evaluate.pairs;

import static dev.eidetic.vectors.Preconditions.require;

/// Average precision over the answers to all queries in one list, ordered by score: how well one
/// threshold serves all queries.
public final class MicroAveragePrecision {

  private MicroAveragePrecision() {}

  /// What happens where scores are equal.
  public enum Ties {
    /// The wrong ones come first, so that giving everything the same score gains nothing. What the
    /// Image Similarity Challenge computes.
    WRONG_FIRST,

    /// Answers of equal score come as one step, and precision is that after all of them. What
    /// scikit-learn computes.
    TOGETHER,

    /// One after the other, in the order given. What the Google Landmarks challenges compute, whose
    /// answers carry the order of the submitted file.
    AS_GIVEN
  }

  /// µAP of copy detection (DISC21): pairs of all queries ranked together, of equal scores the
  /// wrong ones first.
  ///
  /// Rival: the mean over queries of their own average precision (mAP), which forgives scores that
  /// mean something else for each query. Two queries, each with its right image first, at scores
  /// 0.9 and 0.2, and one wrong image each, at 0.8 and 0.1: mAP is 1, µAP is 0.833. Source: Douze
  /// et al., The 2021 Image Similarity Dataset and Challenge, 2021,
  /// <https://arxiv.org/abs/2106.09672>, section 4.
  ///
  /// @param pairs scored pairs of a query and an image; those not listed are never found
  /// @param relevant how many right pairs exist, listed or not, at least 1
  /// @return from 0 to 1
  public static double ofPairs(ScoredDecisions pairs, int relevant) {
    return of(pairs, relevant, Ties.WRONG_FIRST);
  }

  /// GAP of landmark recognition (GLDv2): one answer per query, most confident first.
  ///
  /// Rival: accuracy, which does not look at confidences. With answers right, wrong and right at
  /// confidences 0.9, 0.8 and 0.7 and one more query without an answer, all four showing a
  /// landmark, accuracy is 0.5 and GAP `(1 + 2/3) / 4`, 0.417. Source: Perronnin et al., A family
  /// of contextual measures, 2009, doi:10.1109/CVPR.2009.5206505; Weyand et al., 2020,
  /// <https://arxiv.org/abs/2004.01804>, section 5.
  ///
  /// @param answers at most one per query, queries that show no landmark included: those answers
  ///   are wrong
  /// @param landmarkQueries how many queries show a landmark, at least 1
  public static double ofAnswers(ScoredDecisions answers, int landmarkQueries) {
    return of(answers, landmarkQueries, Ties.AS_GIVEN);
  }

  /// Sum of the precisions at each right answer over the number of right ones that exist.
  ///
  /// The rules for ties are rivals. One right and one wrong answer of equal score, the right one
  /// given first: 0.5 by [Ties#WRONG_FIRST] and by [Ties#TOGETHER], 1 by [Ties#AS_GIVEN]. Two right
  /// and one wrong, all equal: `(1/2 + 2/3) / 2`, 0.583, wrong first, and 2/3 together.
  public static double of(ScoredDecisions decisions, int relevant, Ties ties) {
    requireRelevant(decisions, relevant);
    double sum = 0;
    int right = 0;
    int place = 0;
    while (place < decisions.size()) {
      int end = ties == Ties.AS_GIVEN ? place + 1 : decisions.endOfTie(place);
      int newRight = 0;
      for (; place < end; place++) {
        newRight += decisions.isRight(place) ? 1 : 0;
      }
      for (int i = 1; i <= newRight; i++) {
        sum +=
            switch (ties) {
              case WRONG_FIRST -> (double) (right + i) / (end - newRight + i);
              case TOGETHER, AS_GIVEN -> (double) (right + newRight) / end;
            };
      }
      right += newRight;
    }
    return sum / relevant;
  }

  /// The greatest recall of any threshold at which precision is at least `precision` (R@P90 of copy
  /// detection at 0.9), ties together; 0 if none.
  ///
  /// Rival: the recall at the first place where precision drops below, reading from the top. With
  /// right, wrong, then eight right and two more never found, precision drops to a half at once
  /// (recall 1/11) but is back at 0.9 after ten (recall 9/11 here). Source: Douze et al., 2021,
  /// <https://arxiv.org/abs/2106.09672>, section 4.
  ///
  /// @param relevant how many right pairs exist, at least 1
  public static double recallAtPrecision(ScoredDecisions pairs, int relevant, double precision) {
    requireRelevant(pairs, relevant);
    require(0 < precision && precision <= 1, "precision is %s; it must be in (0, 1]", precision);
    int best = 0;
    int right = 0;
    int place = 0;
    while (place < pairs.size()) {
      int end = pairs.endOfTie(place);
      for (; place < end; place++) {
        right += pairs.isRight(place) ? 1 : 0;
      }
      if ((double) right / end >= precision) {
        best = right;
      }
    }
    return (double) best / relevant;
  }

  private static void requireRelevant(ScoredDecisions decisions, int relevant) {
    require(relevant >= 1, "relevant is %d; without right pairs nothing is defined", relevant);
    int listed = decisions.countRight();
    require(listed <= relevant, "%d right pairs are listed; only %d exist", listed, relevant);
  }
}
