package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// SoftTriple: cross-entropy of similarities to classes of several centres each.
///
/// The similarity to a class is the mean of the cosines with its centres, weighted by the softmax
/// of `cosine / gamma`; the own class's is lessened by the margin; all are scaled by `lambda`.
/// Source: Qian et al., 2019, <https://arxiv.org/abs/1909.05235>, equation 9, without the penalty
/// that merges centres.
///
/// @param lambda scale
/// @param gamma softness of the choice of a centre
public record SoftTripleLoss(int centres, double lambda, double gamma, double margin)
    implements ProxyLoss {

  public static final SoftTripleLoss DEFAULT = new SoftTripleLoss(10, 20, 0.1, 0.01);

  public SoftTripleLoss {
    require(centres >= 1, "centres is %d; there must be at least 1 per class", centres);
    require(lambda > 0 && gamma > 0, "lambda is %s, gamma %s; both must be above 0", lambda, gamma);
  }

  @Override
  public String proxies() {
    return "soft-triple.proxies";
  }

  @Override
  public Tensor of(LossInput input) {
    var all = cosines(input);
    var perCentre = all.reshape(all.size(0), -1, centres);
    var weights = torch.softmax(perCentre.div(scalar(gamma)), 2);
    var similarities = SmoothApLoss.sumLast(perCentre.mul(weights));
    var lessened = similarities.sub(ProxyLoss.targets(input, similarities).mul(scalar(margin)));
    return ProxyLoss.crossEntropy(input, lessened.mul(scalar(lambda)));
  }
}
