package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// Circle loss: each similarity weighed by how far it is from where it should be.
///
/// Mean over rows with positives and negatives of `log(1 + sum over n of exp(gamma a_n (s - m)) *
/// sum over p of exp(-gamma a_p (s - 1 + m)))`, with `a_n = max(0, s + m)` and `a_p = max(0, 1 + m
/// - s)`, through which no gradient flows. Source: Sun et al., 2020,
///   <https://arxiv.org/abs/2002.10857>, equations 6 to 8.
///
/// @param margin m, between 0 and 1
/// @param scale gamma
public record CircleLoss(double margin, double scale) implements Loss {

  public static final CircleLoss DEFAULT = new CircleLoss(0.4, 80);

  public CircleLoss {
    require(0 <= margin && margin < 1, "margin is %s; it must be at least 0 and below 1", margin);
    require(scale > 0, "scale is %s; it must be above 0", scale);
  }

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var similarities = comparisons.similarities();
    var fixed = similarities.detach();
    var positiveWeights = fixed.neg().add(scalar(1 + margin)).relu();
    var negativeWeights = fixed.add(scalar(margin)).relu();
    var positive = similarities.sub(scalar(1 - margin)).mul(positiveWeights).mul(scalar(-scale));
    var negative = similarities.sub(scalar(margin)).mul(negativeWeights).mul(scalar(scale));
    var perRow =
        Comparisons.softplus(
            Comparisons.logSumExp(negative, comparisons.negatives())
                .add(Comparisons.logSumExp(positive, comparisons.positives())));
    return Comparisons.meanOver(perRow, comparisons.hasBoth());
  }
}
