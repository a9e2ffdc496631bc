package dev.eidetic.evaluate.pairs;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;

/// Scores and whether each was given to a right answer, in descending order of score. Immutable.
public final class ScoredDecisions {

  private final double[] scores;
  private final boolean[] right;

  private ScoredDecisions(double[] scores, boolean[] right) {
    this.scores = scores;
    this.right = right;
  }

  /// Sorts by descending score; among equal scores the order given is kept.
  ///
  /// @param scores greater is surer; not NaN
  /// @param right whether each is right
  public static ScoredDecisions of(double[] scores, boolean[] right) {
    require(
        scores.length == right.length,
        "there are %d scores and %d answers; each needs one",
        scores.length,
        right.length);
    for (int i = 0; i < scores.length; i++) {
      require(!Double.isNaN(scores[i]), "score %d is NaN; it has no place in an order", i);
    }
    int[] order = descending(scores);
    var sortedScores = new double[order.length];
    var sortedRight = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      sortedScores[i] = scores[order[i]];
      sortedRight[i] = right[order[i]];
    }
    return new ScoredDecisions(sortedScores, sortedRight);
  }

  public int size() {
    return scores.length;
  }

  /// @param place from 0, the greatest score first
  public double score(int place) {
    return scores[place];
  }

  public boolean isRight(int place) {
    return right[place];
  }

  /// How many are right.
  public int countRight() {
    int count = 0;
    for (boolean one : right) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /// The place after the last whose score equals that at `place`.
  int endOfTie(int place) {
    int end = place + 1;
    while (end < scores.length && scores[end] == scores[place]) {
      end++;
    }
    return end;
  }

  /// Sorts ordinals without an object per score: by the upper 32 bits that order scores as far as a
  /// float can, and then exactly.
  private static int[] descending(double[] scores) {
    var keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToRawIntBits((float) scores[i] + 0f);
      int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      keys[i] = ((long) ~ordered << 32) | i;
    }
    Arrays.sort(keys);
    var order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    settleRoundedTies(keys, order, scores);
    return order;
  }

  /// Scores that differ as doubles and not as floats are neighbours now: sorts each such run.
  private static void settleRoundedTies(long[] keys, int[] order, double[] scores) {
    int start = 0;
    for (int end = 1; end <= order.length; end++) {
      boolean runGoesOn = end < order.length && keys[end] >> 32 == keys[start] >> 32;
      if (!runGoesOn) {
        if (end - start > 1 && !allEqual(order, start, end, scores)) {
          sortRun(order, start, end, scores);
        }
        start = end;
      }
    }
  }

  private static boolean allEqual(int[] order, int start, int end, double[] scores) {
    for (int i = start + 1; i < end; i++) {
      if (scores[order[i]] != scores[order[start]]) {
        return false;
      }
    }
    return true;
  }

  private static void sortRun(int[] order, int start, int end, double[] scores) {
    var run = new Integer[end - start];
    for (int i = 0; i < run.length; i++) {
      run[i] = order[start + i];
    }
    Arrays.sort(run, (a, b) -> Double.compare(scores[b] + 0.0, scores[a] + 0.0)); // stable
    for (int i = 0; i < run.length; i++) {
      order[start + i] = run[i];
    }
  }
}
