package dev.eidetic.evaluate;

/// Recall at k as information retrieval uses the word: which share of all relevant images is among
/// the first `k`.
///
/// Rival: [RecallAt], which asks for one hit only. With four relevant images, one of them first and
/// the others never found, the share within 5 is 0.25 here and R@5 is 1 there. Source: Manning et
/// al., Introduction to Information Retrieval, 2008, section 8.3.
///
/// @param k places looked at, at least 1
public record ShareFoundAt(int k) implements Metric {

  public ShareFoundAt {
    MetricLabels.requirePlaces(k);
  }

  @Override
  public String label() {
    return "share@" + k;
  }

  @Override
  public double of(Judgement judgement) {
    return judgement.hasRelevant()
        ? (double) judgement.foundWithin(k) / judgement.relevant()
        : Double.NaN;
  }

  @Override
  public int depth(Judgement judgement) {
    return k;
  }
}
