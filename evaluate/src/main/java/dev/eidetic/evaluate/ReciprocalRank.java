package dev.eidetic.evaluate;

/// Reciprocal of the place, from 1, of the first relevant image, 0 if none was found; its mean over
/// queries is MRR.
///
/// Rival: the plain average precision, which also asks for the others. With two relevant images in
/// places 2 and 8, the reciprocal rank is 0.5 and average precision 0.375. Source: Voorhees, The
/// TREC-8 question answering track report, 1999.
public record ReciprocalRank() implements Metric {

  @Override
  public String label() {
    return "MRR";
  }

  @Override
  public double of(Judgement judgement) {
    if (!judgement.hasRelevant()) {
      return Double.NaN;
    }
    return judgement.ranks().length == 0 ? 0 : 1.0 / (judgement.ranks()[0] + 1);
  }

  /// A first hit settles the value.
  @Override
  public int depth(Judgement judgement) {
    int[] ranks = judgement.ranks();
    return ranks.length > 0 ? ranks[0] + 1 : judgement.candidates();
  }
}
