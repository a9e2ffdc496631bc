package dev.eidetic.evaluate;

/// MAP@R: average precision over the first R places, R being the number of relevant images, divided
/// by R.
///
/// Rival: mAP over the whole ranking, which also rewards what is found after place R. With two
/// relevant images in places 1 and 3, MAP@R is 0.5, the plain mAP 0.833 and R-precision 0.5; with
/// the one of them in place 2 and the other in place 3, MAP@R is 0.25 where R-precision stays 0.5.
/// Source: Musgrave et al., A metric learning reality check, 2020,
/// <https://arxiv.org/abs/2003.08505>, section 3.
public record MapAtR() implements Metric {

  @Override
  public String label() {
    return "MAP@R";
  }

  @Override
  public double of(Judgement judgement) {
    if (!judgement.hasRelevant()) {
      return Double.NaN;
    }
    int found = judgement.foundWithin(judgement.relevant());
    return AveragePrecisionAt.sumOfPrecisions(judgement, found) / judgement.relevant();
  }

  @Override
  public int depth(Judgement judgement) {
    return judgement.relevant();
  }
}
