package dev.eidetic.evaluate;

/// N-S score of UKBench: how many of the first four places hold images of the query's object, 0 to
/// 4.
///
/// The benchmark leaves each query in the gallery, as one of the four: there the score of an answer
/// that only finds the query itself is 1. Rival: taking the query out, after which no answer can
/// score above 3; build the truth with the query among the relevant images, not as junk. Source:
/// Nistér and Stewénius, 2006, doi:10.1109/CVPR.2006.264.
public record NisterStewenius() implements Metric {

  private static final int PLACES = 4;

  @Override
  public String label() {
    return "N-S";
  }

  @Override
  public double of(Judgement judgement) {
    return judgement.hasRelevant() ? judgement.foundWithin(PLACES) : Double.NaN;
  }

  @Override
  public int depth(Judgement judgement) {
    return PLACES;
  }
}
