package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;

import org.bytedeco.pytorch.Tensor;

/// Lifted structure loss, generalized to several positives per row.
///
/// Mean over rows with positives and negatives of `max(0, log sum over p of exp(d - positiveMargin)
/// + log sum over n of exp(negativeMargin - d))`, with Euclidean distances of unit vectors.
///   Sources: Oh Song et al., 2016, <https://arxiv.org/abs/1511.06452>; Hermans et al., 2017,
///   <https://arxiv.org/abs/1703.07737>, equation 4.
public record LiftedStructureLoss(double positiveMargin, double negativeMargin) implements Loss {

  public static final LiftedStructureLoss DEFAULT = new LiftedStructureLoss(0, 1);

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var distances = comparisons.distances();
    var near =
        Comparisons.logSumExp(distances.sub(scalar(positiveMargin)), comparisons.positives());
    var far =
        Comparisons.logSumExp(distances.neg().add(scalar(negativeMargin)), comparisons.negatives());
    return Comparisons.meanOver(near.add(far).relu(), comparisons.hasBoth());
  }
}
