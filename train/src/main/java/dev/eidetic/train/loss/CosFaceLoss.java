package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// CosFace: cross-entropy of scaled cosines, the own class's lessened by a margin. Source: Wang et
/// al., 2018, <https://arxiv.org/abs/1801.09414>, equation 4.
public record CosFaceLoss(double margin, double scale) implements ProxyLoss {

  public static final CosFaceLoss DEFAULT = new CosFaceLoss(0.35, 64);

  public CosFaceLoss {
    require(0 <= margin && margin < 2, "margin is %s; it must be at least 0 and below 2", margin);
    require(scale > 0, "scale is %s; it must be above 0", scale);
  }

  @Override
  public String proxies() {
    return "cosface.proxies";
  }

  @Override
  public Tensor of(LossInput input) {
    var cosines = cosines(input);
    var margins = ProxyLoss.targets(input, cosines).mul(scalar(margin));
    return ProxyLoss.crossEntropy(input, cosines.sub(margins).mul(scalar(scale)));
  }
}
