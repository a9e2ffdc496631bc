package dev.eidetic.evaluate;

/// Recall at k as metric learning and place recognition use the word, also called CMC or hit rate:
/// 1 if any of the first `k` is relevant, else 0.
///
/// Rival: [ShareFoundAt], the recall of information retrieval. With four relevant images, one of
/// them first and the others never found, R@5 is 1 here and 0.25 there. Source: Jégou et al.,
/// Product quantization for nearest neighbor search, 2011, doi:10.1109/TPAMI.2010.57, section V.
///
/// @param k places looked at, at least 1; beyond the end of an answer nothing is found
public record RecallAt(int k) implements Metric {

  public RecallAt {
    MetricLabels.requirePlaces(k);
  }

  @Override
  public String label() {
    return "R@" + k;
  }

  @Override
  public double of(Judgement judgement) {
    if (!judgement.hasRelevant()) {
      return Double.NaN;
    }
    return judgement.foundWithin(k) > 0 ? 1 : 0;
  }

  /// A first hit settles the value: nothing after it matters.
  @Override
  public int depth(Judgement judgement) {
    return judgement.foundWithin(k) > 0 ? judgement.ranks()[0] + 1 : k;
  }
}
