package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// Cross-entropy of cosines with class vectors, divided by a temperature. Source: Zhai and Wu,
/// 2018, <https://arxiv.org/abs/1811.12649>, equation 4.
public record NormalizedSoftmaxLoss(double temperature) implements ProxyLoss {

  public static final NormalizedSoftmaxLoss DEFAULT = new NormalizedSoftmaxLoss(0.05);

  public NormalizedSoftmaxLoss {
    require(temperature > 0, "temperature is %s; it must be above 0", temperature);
  }

  @Override
  public String proxies() {
    return "softmax.proxies";
  }

  @Override
  public Tensor of(LossInput input) {
    return ProxyLoss.crossEntropy(input, cosines(input).div(scalar(temperature)));
  }
}
