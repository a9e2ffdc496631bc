package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// Contrastive loss: positives closer than one margin, negatives further than another.
///
/// With Euclidean distances `d` of unit vectors: mean of `max(0, d - positiveMargin)` over the
/// positive pairs where it is above 0, plus mean of `max(0, negativeMargin - d)` over the negative
/// pairs where it is above 0. Source: Hadsell et al., 2006,
/// <https://doi.org/10.1109/CVPR.2006.100>, without their squares.
///
/// @param negativeMargin at most 2 has any effect; cirtorch uses 0.7
public record ContrastiveLoss(double positiveMargin, double negativeMargin) implements Loss {

  public static final ContrastiveLoss DEFAULT = new ContrastiveLoss(0, 1);

  public ContrastiveLoss {
    require(
        0 <= positiveMargin && positiveMargin < negativeMargin,
        "margins are %s and %s; the positive must not be negative, nor reach the other",
        positiveMargin,
        negativeMargin);
  }

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var distances = comparisons.distances();
    var near = distances.sub(scalar(positiveMargin)).relu().mul(comparisons.positives());
    var far = distances.neg().add(scalar(negativeMargin)).relu().mul(comparisons.negatives());
    return Comparisons.meanOfPositive(near).add(Comparisons.meanOfPositive(far));
  }
}
