package dev.eidetic.evaluate;

/// Precision at k: which share of the first `k` places holds relevant images; always divided by
/// `k`, also where fewer than `k` images exist.
///
/// Rival: [RevisitedPrecisionAt], which divides by less once everything is found. With two relevant
/// images in the first two places, P@5 is 0.4 here and 1 there. Source: Manning et al.,
/// Introduction to Information Retrieval, 2008, section 8.4.
///
/// @param k places looked at, at least 1
public record PrecisionAt(int k) implements Metric {

  public PrecisionAt {
    MetricLabels.requirePlaces(k);
  }

  @Override
  public String label() {
    return "P@" + k;
  }

  @Override
  public double of(Judgement judgement) {
    return judgement.hasRelevant() ? (double) judgement.foundWithin(k) / k : Double.NaN;
  }

  @Override
  public int depth(Judgement judgement) {
    return k;
  }
}
