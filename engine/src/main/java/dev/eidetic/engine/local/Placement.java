package dev.eidetic.engine.local;

import dev.eidetic.rerank.geometry.Transform;
import java.util.Locale;

/// How one picture lies in another, at the first one's centre.
///
/// @param model what was fitted, such as `affine`
/// @param angleDegrees how far it is turned
/// @param scale how much larger it is there; pixels of the pictures that features were found in
/// @param shiftX how far its centre moved to the right, as `shiftY` is how far down, in such pixels
public record Placement(
    String model, double angleDegrees, double scale, double shiftX, double shiftY) {

  static Placement of(Transform model, double width, double height) {
    double x = width / 2;
    double y = height / 2;
    double[] centre = model.map(x, y);
    return new Placement(
        model.kind().name().toLowerCase(Locale.ROOT),
        rounded(Math.toDegrees(model.angleRadians(x, y))),
        rounded(model.scale(x, y)),
        rounded(centre[0] - x),
        rounded(centre[1] - y));
  }

  private static double rounded(double value) {
    return Math.rint(value * 1000) / 1000;
  }
}
