package dev.eidetic.evaluate.pairs;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Share of pairs judged rightly, each fold by the threshold that is best on the others: the LFW
/// protocol.
///
/// Rival: [Verification#bestAccuracy], whose threshold has seen the answers. With matches at 0.9
/// and 0.3 and non-matches at 0.6 and 0.1, the first of each in one fold and the second in another,
/// it is 0.75 there; here each fold's threshold is wrong for one pair of the other: 0.5. Source:
/// Huang et al., Labeled Faces in the Wild, 2007, section 4.
public final class FoldAccuracy {

  private FoldAccuracy() {}

  /// @param scores greater is more alike
  /// @param same whether each pair shows the same
  /// @param folds fold of each pair, from 0, at least two folds, none empty
  /// @return accuracy of each fold; papers print their mean
  public static double[] of(double[] scores, boolean[] same, int[] folds) {
    require(
        scores.length == same.length && scores.length == folds.length,
        "there are %d scores, %d answers and %d folds; each pair needs one",
        scores.length,
        same.length,
        folds.length);
    int count = Arrays.stream(folds).max().orElse(-1) + 1;
    require(count >= 2, "there are %d folds; at least 2 are needed", count);
    var accuracies = new double[count];
    for (int fold = 0; fold < count; fold++) {
      int one = fold;
      int[] inside = IntStream.range(0, folds.length).filter(i -> folds[i] == one).toArray();
      int[] others = IntStream.range(0, folds.length).filter(i -> folds[i] != one).toArray();
      require(inside.length > 0, "fold %d is empty; folds are numbered without gaps", fold);
      double threshold = bestThreshold(scores, same, others);
      long right = Arrays.stream(inside).filter(i -> (scores[i] >= threshold) == same[i]).count();
      accuracies[fold] = (double) right / inside.length;
    }
    return accuracies;
  }

  /// The highest of the most accurate thresholds, midway to the next lower score, so that no pair
  /// of the fold that is judged hangs on a last digit; pairs of equal score are accepted together.
  private static double bestThreshold(double[] scores, boolean[] same, int[] pairs) {
    var decisions =
        ScoredDecisions.of(
            Arrays.stream(pairs).mapToDouble(i -> scores[i]).toArray(), select(same, pairs));
    double best = Double.POSITIVE_INFINITY; // accepts nothing: right for all that differ
    int bestRight = decisions.size() - decisions.countRight();
    int right = bestRight;
    int place = 0;
    while (place < decisions.size()) {
      int start = place;
      int end = decisions.endOfTie(place);
      for (; place < end; place++) {
        right += decisions.isRight(place) ? 1 : -1;
      }
      if (right > bestRight) {
        bestRight = right;
        double next = end < decisions.size() ? decisions.score(end) : decisions.score(start);
        best = (decisions.score(start) + next) / 2;
      }
    }
    return best;
  }

  private static boolean[] select(boolean[] values, int[] places) {
    var selected = new boolean[places.length];
    for (int i = 0; i < places.length; i++) {
      selected[i] = values[places[i]];
    }
    return selected;
  }
}
