package dev.eidetic.evaluate;

/// Normalised discounted cumulative gain at k, relevance being all or nothing: the relevant image
/// in place i, from 1, gains `1 / log2(i + 1)`; divided by the gain of the best possible answer.
///
/// Rival: dividing by the best order of what was found, which forgives misses. With three relevant
/// images of which only one is found, in second place, nDCG@2 is 0.387 here and 0.631 there.
/// Source: Järvelin and Kekäläinen, 2002, doi:10.1145/582415.582418.
///
/// @param k places looked at, at least 1; from the gallery's size on, the whole ranking
public record Ndcg(int k) implements Metric {

  public Ndcg {
    MetricLabels.requirePlaces(k);
  }

  @Override
  public String label() {
    return "nDCG@" + k;
  }

  @Override
  public double of(Judgement judgement) {
    if (!judgement.hasRelevant()) {
      return Double.NaN;
    }
    double gain = 0;
    for (int i = 0; i < judgement.foundWithin(k); i++) {
      gain += gainAt(judgement.ranks()[i]);
    }
    double best = 0;
    for (int rank = 0; rank < Math.min(k, judgement.relevant()); rank++) {
      best += gainAt(rank);
    }
    return gain / best;
  }

  @Override
  public int depth(Judgement judgement) {
    return k;
  }

  private static double gainAt(int rank) {
    return Math.log(2) / Math.log(rank + 2.0);
  }
}
