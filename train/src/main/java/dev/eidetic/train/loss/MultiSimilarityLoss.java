package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// Multi-similarity loss.
///
/// Mean over rows of `1/alpha log(1 + sum over p of exp(-alpha (s - base)))` plus `1/beta log(1 +
/// sum over n of exp(beta (s - base)))`, with cosines `s`. Source: Wang et al., 2019,
/// <https://arxiv.org/abs/1904.06627>, equation 15; meant for use with
/// [dev.eidetic.train.mining.Miner.MultiSimilarity].
///
/// @param alpha weight of hard positives
/// @param beta weight of hard negatives
/// @param base cosine beyond which a pair counts
public record MultiSimilarityLoss(double alpha, double beta, double base) implements Loss {

  public static final MultiSimilarityLoss DEFAULT = new MultiSimilarityLoss(2, 50, 0.5);

  public MultiSimilarityLoss {
    require(
        alpha > 0 && beta > 0, "alpha and beta are %s and %s; both must be above 0", alpha, beta);
  }

  @Override
  public Tensor of(LossInput input) {
    var comparisons = Comparisons.of(input);
    var excess = comparisons.similarities().sub(scalar(base));
    var positive =
        Comparisons.softplus(
            Comparisons.logSumExp(excess.mul(scalar(-alpha)), comparisons.positives()));
    var negative =
        Comparisons.softplus(
            Comparisons.logSumExp(excess.mul(scalar(beta)), comparisons.negatives()));
    return positive.div(scalar(alpha)).add(negative.div(scalar(beta))).mean();
  }
}
