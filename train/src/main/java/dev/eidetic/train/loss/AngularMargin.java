package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Adds margins to the angles between rows and their classes' proxies.
final class AngularMargin {

  /// Keeps the slope of the sine finite where a row meets its proxy.
  private static final double LEAST_SQUARE = 1e-12;

  private AngularMargin() {}

  /// `cos(angle + margin)`; beyond the angle `pi - margin`, where that would rise again, the
  /// straight line `cosine - margin sin(margin)` of the authors' code.
  ///
  /// @param cosines any shape
  /// @param margins radians, of a shape that spreads over `cosines`
  static Tensor added(Tensor cosines, Tensor margins) {
    var sines = cosines.mul(cosines).neg().add(scalar(1)).clamp_min(scalar(LEAST_SQUARE)).sqrt();
    var turned = cosines.mul(margins.cos()).sub(sines.mul(margins.sin()));
    var straight = cosines.sub(margins.mul(margins.sin()));
    var isWithin = cosines.gt(margins.cos().neg());
    return torch.where(isWithin, turned, straight);
  }
}
