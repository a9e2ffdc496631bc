package dev.eidetic.evaluate;

/// Average precision over the whole ranking; its mean over queries is mAP.
///
/// The two rules are rivals: one relevant image, found in second place, scores 0.25 by
/// [Rule#TRAPEZOID] and 0.5 by [Rule#PLAIN_MEAN].
///
/// @param rule how the area under the precision-recall curve is taken
public record AveragePrecision(Rule rule) implements Metric {

  public static final AveragePrecision TRAPEZOID = new AveragePrecision(Rule.TRAPEZOID);

  public static final AveragePrecision PLAIN_MEAN = new AveragePrecision(Rule.PLAIN_MEAN);

  /// How the area under the precision-recall curve is taken.
  public enum Rule {
    /// By trapezoids: each relevant image adds the mean of the precisions just before and just
    /// after it; before the first place precision is 1. The definition behind published Oxford,
    /// Paris and Holidays results. Source: Philbin et al., 2007, doi:10.1109/CVPR.2007.383172;
    /// Radenović et al., 2018, <https://arxiv.org/abs/1803.11285>.
    TRAPEZOID("trapezoid"),

    /// Mean of the precisions at each relevant image, those never found counting 0: the
    /// non-interpolated average precision of TREC. Source: Manning et al., Introduction to
    /// Information Retrieval, 2008, section 8.4.
    PLAIN_MEAN("plain");

    private final String label;

    Rule(String label) {
      this.label = label;
    }
  }

  @Override
  public String label() {
    return "mAP(" + rule.label + ")";
  }

  @Override
  public double of(Judgement judgement) {
    if (!judgement.hasRelevant()) {
      return Double.NaN;
    }
    int[] ranks = judgement.ranks();
    double area = 0;
    for (int i = 0; i < ranks.length; i++) {
      double after = (i + 1.0) / (ranks[i] + 1);
      area +=
          switch (rule) {
            case TRAPEZOID -> ((ranks[i] == 0 ? 1 : (double) i / ranks[i]) + after) / 2;
            case PLAIN_MEAN -> after;
          };
    }
    return area / judgement.relevant();
  }

  /// Once all relevant images are found, the rest does not matter.
  @Override
  public int depth(Judgement judgement) {
    int[] ranks = judgement.ranks();
    boolean foundAll = ranks.length == judgement.relevant() && ranks.length > 0;
    return foundAll ? ranks[ranks.length - 1] + 1 : judgement.candidates();
  }
}
