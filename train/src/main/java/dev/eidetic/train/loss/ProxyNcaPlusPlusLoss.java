package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// ProxyNCA++: the probability of the own proxy, at low temperature.
///
/// Mean of `-log softmax(-d / temperature)` at the row's class, with `d` the squared Euclidean
/// distances of unit vectors and proxies. Source: Teh et al., 2020,
/// <https://arxiv.org/abs/2004.01113>, equations 5 and 6, with their temperature 1/9; they also
/// train proxies 100 times or so faster and pool by the maximum.
public record ProxyNcaPlusPlusLoss(double temperature) implements ProxyLoss {

  public static final ProxyNcaPlusPlusLoss DEFAULT = new ProxyNcaPlusPlusLoss(1.0 / 9);

  public ProxyNcaPlusPlusLoss {
    require(temperature > 0, "temperature is %s; it must be above 0", temperature);
  }

  @Override
  public String proxies() {
    return "proxy-nca++.proxies";
  }

  @Override
  public Tensor of(LossInput input) {
    var distances = cosines(input).mul(scalar(-2)).add(scalar(2));
    return ProxyLoss.crossEntropy(input, distances.div(scalar(-temperature)));
  }
}
