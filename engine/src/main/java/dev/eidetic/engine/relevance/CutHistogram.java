package dev.eidetic.engine.relevance;

/// How many matches and others have each value, to find what a cut-off would keep.
final class CutHistogram {

  private static final int BINS = 4_000;

  private final double least;
  private final double width;
  private final long[] matches = new long[BINS + 1];
  private final long[] others = new long[BINS + 1];
  private long allMatches;

  /// @param least smallest value that matters, as `most` is the greatest; those beyond count as
  ///   they
  CutHistogram(double least, double most) {
    this.least = least;
    width = (most - least) / BINS;
  }

  void add(double value, boolean isMatch) {
    int bin = (int) Math.clamp(Math.floor((value - least) / width), 0, BINS);
    if (isMatch) {
      matches[bin]++;
      allMatches++;
    } else {
      others[bin]++;
    }
  }

  /// The cut-off of the greatest [#f1].
  double best() {
    long kept = 0;
    long right = 0;
    double bestF1 = -1;
    int bestBin = BINS;
    for (int bin = BINS; bin >= 0; bin--) {
      kept += matches[bin] + others[bin];
      right += matches[bin];
      double f1 = f1(kept, right);
      if (f1 > bestF1) {
        bestF1 = f1;
        bestBin = bin;
      }
    }
    return least + bestBin * width;
  }

  /// The harmonic mean of precision and recall of what is at least `cut`.
  double f1(double cut) {
    int first = (int) Math.clamp(Math.ceil((cut - least) / width - 1e-6), 0, BINS);
    long kept = 0;
    long right = 0;
    for (int bin = first; bin <= BINS; bin++) {
      kept += matches[bin] + others[bin];
      right += matches[bin];
    }
    return f1(kept, right);
  }

  private double f1(long kept, long right) {
    return kept + allMatches == 0 ? 0 : 2.0 * right / (kept + allMatches);
  }
}
