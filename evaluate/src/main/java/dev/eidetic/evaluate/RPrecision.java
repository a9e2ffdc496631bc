package dev.eidetic.evaluate;

/// R-precision: precision at place R, R being the number of relevant images.
///
/// Rival: [PrecisionAt] with one `k` for all queries, which cannot reach 1 where fewer than `k`
/// images are relevant. With two relevant images in places 1 and 3, R-precision is 0.5 and P@5 is
/// 0.4. Source: Manning et al., Introduction to Information Retrieval, 2008, section 8.4.
public record RPrecision() implements Metric {

  @Override
  public String label() {
    return "R-precision";
  }

  @Override
  public double of(Judgement judgement) {
    return judgement.hasRelevant()
        ? (double) judgement.foundWithin(judgement.relevant()) / judgement.relevant()
        : Double.NaN;
  }

  @Override
  public int depth(Judgement judgement) {
    return judgement.relevant();
  }
}
