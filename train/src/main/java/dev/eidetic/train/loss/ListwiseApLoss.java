package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// One minus average precision, from quantized similarities: the loss of dirtorch.
///
/// Cosines between `least` and `greatest` fall into triangular bins, the greatest first; those
/// outside count at the end they pass. Average precision as in [FastApLoss]. Source: Revaud et al.,
/// 2019, <https://arxiv.org/abs/1906.07589>, equations 4 to 7.
///
/// @param bins at least 2
public record ListwiseApLoss(int bins, double least, double greatest) implements Loss {

  public static final ListwiseApLoss DEFAULT = new ListwiseApLoss(25, 0, 1);

  public ListwiseApLoss {
    require(bins >= 2, "bins is %d; it must be at least 2", bins);
    require(least < greatest, "least is %s; it must be below greatest, %s", least, greatest);
  }

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var held =
        comparisons.similarities().clamp_min(scalar(least)).neg().clamp_min(scalar(-greatest));
    var positions = held.add(scalar(greatest)).mul(scalar((bins - 1) / (greatest - least)));
    var precision =
        BinnedPrecision.averagePrecision(
            positions, bins, comparisons.positives(), comparisons.negatives());
    return Comparisons.meanOver(precision.neg().add(scalar(1)), comparisons.hasPositive());
  }
}
