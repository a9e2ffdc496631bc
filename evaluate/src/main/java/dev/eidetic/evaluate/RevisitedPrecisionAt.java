package dev.eidetic.evaluate;

/// Precision at k as the revisited Oxford and Paris benchmarks print it (mP@k): divided by `k` or,
/// if the last relevant image found lies before that, by its place.
///
/// The quirk is that of `compute_map` in their code and part of every published figure. Rival:
/// [PrecisionAt], which always divides by `k`: two relevant images in the first two places score 1
/// here and 0.4 there at `k` = 5. An answer that finds nothing scores 0. Source: Radenović et al.,
/// 2018, <https://arxiv.org/abs/1803.11285>.
///
/// @param k places looked at, at least 1
public record RevisitedPrecisionAt(int k) implements Metric {

  public RevisitedPrecisionAt {
    MetricLabels.requirePlaces(k);
  }

  @Override
  public String label() {
    return "mP@" + k;
  }

  @Override
  public double of(Judgement judgement) {
    if (!judgement.hasRelevant()) {
      return Double.NaN;
    }
    int[] ranks = judgement.ranks();
    if (ranks.length == 0) {
      return 0;
    }
    int places = Math.min(ranks[ranks.length - 1] + 1, k);
    return (double) judgement.foundWithin(places) / places;
  }

  @Override
  public int depth(Judgement judgement) {
    return k;
  }
}
