package dev.eidetic.evaluate.pairs;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;

/// How well a search tells the people that it knows, and that it does not know others: open-set
/// identification.
///
/// Every search gives its best candidate and a score. A *mated* search is for someone in the
/// gallery, a *non-mated* one for somebody else. The *false positive identification rate* (FPIR) of
/// a threshold is the share of non-mated searches whose best score reaches it, the *true positive
/// identification rate* (TPIR) the share of mated searches whose best candidate is right and
/// reaches it (ISO/IEC 19795-1; Grother et al., 2019, NISTIR 8271).
///
/// Arrays are shared with the caller and must not change.
///
/// @param scores of each search's best candidate; greater is surer, never NaN
/// @param right whether that candidate is right
/// @param mated whether the one looked for is in the gallery
public record OpenSearch(double[] scores, boolean[] right, boolean[] mated) {

  public OpenSearch {
    require(
        scores.length == right.length && scores.length == mated.length,
        "there are %d scores, %d answers and %d searches; they must be as many",
        scores.length,
        right.length,
        mated.length);
    for (int i = 0; i < scores.length; i++) {
      require(!Double.isNaN(scores[i]), "score of search %d is NaN; it must be a number", i);
      require(mated[i] || !right[i], "search %d is right, but who it is for is not there", i);
    }
  }

  /// TPIR at the lowest threshold whose FPIR is at most the given rate.
  ///
  /// Rival: a threshold interpolated between scores, or one at which the rate is passed. Non-mated
  /// searches at 0.9 and 0.5, mated ones, all right, at 0.8 and 0.5: at a rate of 0.5 a threshold
  /// must lie above 0.5, so TPIR is 0.5 here; with the threshold at 0.5 it would be 1.
  ///
  /// @param falsePositiveRate from 0 to 1
  /// @return NaN if there are no mated or no non-mated searches
  public double truePositiveRateAt(double falsePositiveRate) {
    require(
        0 <= falsePositiveRate && falsePositiveRate <= 1,
        "false positive rate is %s; it must be from 0 to 1",
        falsePositiveRate);
    double[] others = new double[scores.length];
    int count = 0;
    int matedCount = 0;
    for (int i = 0; i < scores.length; i++) {
      if (mated[i]) {
        matedCount++;
      } else {
        others[count++] = scores[i];
      }
    }
    if (count == 0 || matedCount == 0) {
      return Double.NaN;
    }
    Arrays.sort(others, 0, count);
    int accepted = (int) Math.floor(falsePositiveRate * count + 1e-9);
    double beyond = accepted == count ? Double.NEGATIVE_INFINITY : others[count - 1 - accepted];
    int found = 0;
    for (int i = 0; i < scores.length; i++) {
      found += right[i] && scores[i] > beyond ? 1 : 0;
    }
    return (double) found / matedCount;
  }
}
