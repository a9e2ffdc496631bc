package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// Proxy-anchor loss: each proxy pulls its class's rows and pushes all others, the hard ones more.
///
/// Mean over proxies with rows in the batch of `log(1 + sum over own rows of exp(-alpha (s -
/// margin)))`, plus mean over all proxies of `log(1 + sum over other rows of exp(alpha (s +
/// margin)))`, with cosines `s`. Source: Kim et al., 2020, <https://arxiv.org/abs/2003.13911>,
/// equation 4.
public record ProxyAnchorLoss(double margin, double alpha) implements ProxyLoss {

  public static final ProxyAnchorLoss DEFAULT = new ProxyAnchorLoss(0.1, 32);

  public ProxyAnchorLoss {
    require(alpha > 0, "alpha is %s; it must be above 0", alpha);
  }

  @Override
  public String proxies() {
    return "proxy-anchor.proxies";
  }

  @Override
  public Tensor of(LossInput input) {
    var cosines = cosines(input);
    var own = ProxyLoss.targets(input, cosines).t(); // [classes, N]
    var others = own.neg().add(scalar(1));
    var byProxy = cosines.t();
    var pull = Comparisons.logSumExp(byProxy.sub(scalar(margin)).mul(scalar(-alpha)), own);
    var push = Comparisons.logSumExp(byProxy.add(scalar(margin)).mul(scalar(alpha)), others);
    var present = own.amax(new long[] {1}, false);
    return Comparisons.meanOver(Comparisons.softplus(pull), present)
        .add(Comparisons.softplus(push).mean());
  }
}
