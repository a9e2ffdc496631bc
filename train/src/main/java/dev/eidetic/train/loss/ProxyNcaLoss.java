package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// ProxyNCA: a row near its class's proxy, far from all others.
///
/// Mean of `scale d(x, own) + log(sum over other proxies of exp(-scale d(x, z)))`, with `d` the
/// squared Euclidean distance of unit vectors. Source: Movshovitz-Attias et al., 2017,
/// <https://arxiv.org/abs/1703.07464>, equation 6: the own proxy is not in the sum, so the loss has
/// no floor.
public record ProxyNcaLoss(double scale) implements ProxyLoss {

  public static final ProxyNcaLoss DEFAULT = new ProxyNcaLoss(1);

  public ProxyNcaLoss {
    require(scale > 0, "scale is %s; it must be above 0", scale);
  }

  @Override
  public String proxies() {
    return "proxy-nca.proxies";
  }

  @Override
  public Tensor of(LossInput input) {
    var logits = cosines(input).mul(scalar(2)).sub(scalar(2)).mul(scalar(scale));
    var own = ProxyLoss.targets(input, logits);
    var toOwn = Comparisons.sumRows(logits.mul(own));
    var others = own.neg().add(scalar(1));
    return Comparisons.logSumExp(logits, others).sub(toOwn).mean();
  }
}
