package dev.eidetic.demo.render;

/// The outline of something turned: a radius for each height, a natural cubic spline.
final class Profile {

  private final double height;
  private final double perStep;
  private final double[] radii;

  /// Second derivatives at the knots, per squared step.
  private final double[] bends;

  Profile(double height, double... radii) {
    this.height = height;
    this.radii = radii.clone();
    this.perStep = (radii.length - 1) / height;
    this.bends = bends(radii);
  }

  /// Distance to the outline, to first order: exact on the surface, roughly right nearby.
  ///
  /// @param out distance from the axis
  double distance(double out, double y) {
    double t = Math.clamp(y, 0.0, height) * perStep;
    int knot = Math.min((int) t, radii.length - 2);
    double b = t - knot;
    double a = 1 - b;
    double low = bends[knot];
    double high = bends[knot + 1];
    double radius =
        a * radii[knot]
            + b * radii[knot + 1]
            + ((a * a * a - a) * low + (b * b * b - b) * high) / 6;
    double slope =
        perStep
            * (radii[knot + 1]
                - radii[knot]
                + ((1 - 3 * a * a) * low + (3 * b * b - 1) * high) / 6);
    return (out - radius) / Math.sqrt(1 + slope * slope);
  }

  /// Solves the tridiagonal system of the natural spline with unit steps (Thomas algorithm).
  private static double[] bends(double[] radii) {
    int n = radii.length;
    var result = new double[n];
    var upper = new double[n];
    for (int i = 1; i < n - 1; i++) {
      double pivot = 4 - upper[i - 1];
      upper[i] = 1 / pivot;
      double right = 6 * (radii[i + 1] - 2 * radii[i] + radii[i - 1]);
      result[i] = (right - result[i - 1]) / pivot;
    }
    for (int i = n - 2; i > 0; i--) {
      result[i] -= upper[i] * result[i + 1];
    }
    return result;
  }
}
