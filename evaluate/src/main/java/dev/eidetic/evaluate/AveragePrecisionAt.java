package dev.eidetic.evaluate;

/// Average precision over the first `k` places, by the plain mean; its mean over queries is mAP@k.
///
/// The rivals differ in what the sum of precisions is divided by. With three relevant images, one
/// of them in second place and no other among the first two, AP@2 is 0.25 by [Divisor#REACHABLE],
/// 1/6 by [Divisor#RELEVANT] and 0.5 by [Divisor#FOUND].
///
/// @param k places looked at, at least 1
/// @param divisor what the sum of precisions is divided by
public record AveragePrecisionAt(int k, Divisor divisor) implements Metric {

  /// What the sum of precisions is divided by.
  public enum Divisor {
    /// The smaller of `k` and the number of relevant images, so that a perfect answer scores 1: the
    /// definition of the Google Landmarks challenges (mAP@100). Source: Weyand et al., 2020,
    /// <https://arxiv.org/abs/2004.01804>, section 5.
    REACHABLE(""),

    /// The number of relevant images; a perfect answer scores less than 1 where there are more than
    /// `k`. What `trec_eval` calls `map_cut`.
    RELEVANT("(relevant)"),

    /// The number of relevant images among the first `k`; finding one and missing the rest costs
    /// nothing. What recommender libraries often print; 0 where nothing is found.
    FOUND("(found)");

    private final String label;

    Divisor(String label) {
      this.label = label;
    }
  }

  public AveragePrecisionAt {
    MetricLabels.requirePlaces(k);
  }

  /// As the Google Landmarks challenges define it.
  public AveragePrecisionAt(int k) {
    this(k, Divisor.REACHABLE);
  }

  @Override
  public String label() {
    return "mAP@" + k + divisor.label;
  }

  @Override
  public double of(Judgement judgement) {
    if (!judgement.hasRelevant()) {
      return Double.NaN;
    }
    int found = judgement.foundWithin(k);
    int by =
        switch (divisor) {
          case REACHABLE -> Math.min(k, judgement.relevant());
          case RELEVANT -> judgement.relevant();
          case FOUND -> Math.max(1, found);
        };
    return sumOfPrecisions(judgement, found) / by;
  }

  @Override
  public int depth(Judgement judgement) {
    return k;
  }

  /// Precisions at the first `found` relevant images, added up.
  static double sumOfPrecisions(Judgement judgement, int found) {
    double sum = 0;
    for (int i = 0; i < found; i++) {
      sum += (i + 1.0) / (judgement.ranks()[i] + 1);
    }
    return sum;
  }
}
