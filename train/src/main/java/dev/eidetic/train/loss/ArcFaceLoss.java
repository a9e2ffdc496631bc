package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;
import static dev.eidetic.vectors.Preconditions.require;

import org.bytedeco.pytorch.Tensor;

/// ArcFace: cross-entropy of scaled cosines, the angle to the own class widened by a margin.
///
/// Mean of `-log softmax(scale z)` at the row's class, `z = cos(angle + margin)` there and
/// `cos(angle)` elsewhere. Source: Deng et al., 2018, <https://arxiv.org/abs/1801.07698>, equation
/// 3.
///
/// @param marginRadians 0.5, or 28.6 degrees, in the paper
public record ArcFaceLoss(double marginRadians, double scale) implements ProxyLoss {

  public static final ArcFaceLoss DEFAULT = new ArcFaceLoss(0.5, 64);

  public ArcFaceLoss {
    require(
        0 <= marginRadians && marginRadians < Math.PI / 2,
        "margin is %s radians; it must be at least 0 and below pi/2",
        marginRadians);
    require(scale > 0, "scale is %s; it must be above 0", scale);
  }

  @Override
  public String proxies() {
    return "arcface.proxies";
  }

  @Override
  public Tensor of(LossInput input) {
    var cosines = cosines(input);
    var margins = ProxyLoss.targets(input, cosines).mul(scalar(marginRadians));
    return ProxyLoss.crossEntropy(input, AngularMargin.added(cosines, margins).mul(scalar(scale)));
  }
}
