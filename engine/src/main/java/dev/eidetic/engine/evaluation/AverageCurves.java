package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.Judgement;
import dev.eidetic.evaluate.JudgementSink;

/// Curves over judged queries; those with nothing to find are left out.
///
/// Precision at a recall is interpolated: the best precision at that recall or beyond. Source:
/// Manning et al., Introduction to Information Retrieval, 2008, section 8.4.
final class AverageCurves implements JudgementSink {

  /// Recall 0, 0.05, … 1.
  static final int LEVELS = 21;

  /// R@1 to R@40.
  static final int PLACES = 40;

  private final float[][] precisions;
  private final int[] firstRanks;

  AverageCurves(int queries) {
    this.precisions = new float[queries][];
    this.firstRanks = new int[queries];
  }

  @Override
  public void accept(int query, Judgement judgement) {
    int[] ranks = judgement.ranks();
    firstRanks[query] = ranks.length == 0 ? Integer.MAX_VALUE : ranks[0];
    if (!judgement.hasRelevant()) {
      return;
    }
    var precision = new float[LEVELS];
    double best = 0;
    int found = ranks.length;
    for (int level = LEVELS - 1; level >= 0; level--) {
      double wanted = (double) level / (LEVELS - 1) * judgement.relevant();
      while (found > 0 && found >= wanted) {
        best = Math.max(best, (double) found / (ranks[found - 1] + 1));
        found--;
      }
      precision[level] = (float) best;
    }
    precisions[query] = precision;
  }

  /// @return mean precision at each level; NaN if no query counts
  double[] precisionAtRecall() {
    var sums = new double[LEVELS];
    int count = 0;
    for (var precision : precisions) {
      if (precision != null) {
        count++;
        for (int level = 0; level < LEVELS; level++) {
          sums[level] += precision[level];
        }
      }
    }
    for (int level = 0; level < LEVELS; level++) {
      sums[level] /= count;
    }
    return sums;
  }

  /// @return share of queries with a right answer among the first 1, 2, … places; NaN if no query
  ///   counts
  double[] recallAtPlaces() {
    var found = new double[PLACES];
    int count = 0;
    for (int query = 0; query < firstRanks.length; query++) {
      if (precisions[query] != null) {
        count++;
        for (int place = firstRanks[query]; place < PLACES; place++) {
          found[place]++;
        }
      }
    }
    for (int place = 0; place < PLACES; place++) {
      found[place] /= count;
    }
    return found;
  }
}
