package dev.eidetic.rerank.geometry;

/// What the planar kinds have in common: errors, and which models no camera makes.
final class PlanarChecks {

  /// Lengths may grow or shrink by this factor between two pictures of one thing.
  static final double MOST_SCALE = 12;

  /// One direction may be stretched against the other by this: a plane seen at 80 degrees.
  static final double MOST_STRETCH = 6;

  private PlanarChecks() {}

  static void squaredErrors(double[] m, PointPairs pairs, double[] errors) {
    for (int i = 0; i < pairs.count(); i++) {
      double x = pairs.leftX(i);
      double y = pairs.leftY(i);
      double w = 1 / (m[6] * x + m[7] * y + m[8]);
      double dx = (m[0] * x + m[1] * y + m[2]) * w - pairs.rightX(i);
      double dy = (m[3] * x + m[4] * y + m[5]) * w - pairs.rightY(i);
      errors[i] = dx * dx + dy * dy;
    }
  }

  /// Twice the area of the triangle of three left points: positive if they run clockwise as
  /// pictures are seen.
  static double leftArea(PointPairs pairs, int a, int b, int c) {
    return (pairs.leftX(b) - pairs.leftX(a)) * (pairs.leftY(c) - pairs.leftY(a))
        - (pairs.leftY(b) - pairs.leftY(a)) * (pairs.leftX(c) - pairs.leftX(a));
  }

  static double rightArea(PointPairs pairs, int a, int b, int c) {
    return (pairs.rightX(b) - pairs.rightX(a)) * (pairs.rightY(c) - pairs.rightY(a))
        - (pairs.rightY(b) - pairs.rightY(a)) * (pairs.rightX(c) - pairs.rightX(a));
  }

  /// Whether three points lie on no line and run in the same sense on both sides: no picture shows
  /// a thing's mirror image.
  static boolean isTriangle(PointPairs pairs, int a, int b, int c) {
    double left = leftArea(pairs, a, b, c);
    double right = rightArea(pairs, a, b, c);
    double least = 1e-4; // of a picture whose points lie about 1 from their centre
    return Math.abs(left) > least && Math.abs(right) > least && left > 0 == right > 0;
  }

  /// Whether scale and stretch are possible at the inliers' box: the derivative is looked at in its
  /// corners and centre.
  static boolean isPlausible(double[] m, PointPairs pairs, double[] squaredErrors, double limit) {
    double lowX = Double.POSITIVE_INFINITY;
    double highX = Double.NEGATIVE_INFINITY;
    double lowY = Double.POSITIVE_INFINITY;
    double highY = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < pairs.count(); i++) {
      if (squaredErrors[i] < limit) {
        lowX = Math.min(lowX, pairs.leftX(i));
        highX = Math.max(highX, pairs.leftX(i));
        lowY = Math.min(lowY, pairs.leftY(i));
        highY = Math.max(highY, pairs.leftY(i));
      }
    }
    return isPlausibleAt(m, lowX, lowY)
        && isPlausibleAt(m, lowX, highY)
        && isPlausibleAt(m, highX, lowY)
        && isPlausibleAt(m, highX, highY)
        && isPlausibleAt(m, (lowX + highX) / 2, (lowY + highY) / 2);
  }

  private static boolean isPlausibleAt(double[] m, double x, double y) {
    double w = (m[6] * x + m[7] * y + m[8]) * Math.signum(m[8]);
    if (!(w > 0)) { // beyond the horizon
      return false;
    }
    w *= Math.signum(m[8]);
    double u = (m[0] * x + m[1] * y + m[2]) / w;
    double v = (m[3] * x + m[4] * y + m[5]) / w;
    double a = (m[0] - u * m[6]) / w;
    double b = (m[1] - u * m[7]) / w;
    double c = (m[3] - v * m[6]) / w;
    double d = (m[4] - v * m[7]) / w;
    double area = a * d - b * c;
    double squares = a * a + b * b + c * c + d * d;
    // With singular values s and t: area is s t, squares is s² + t².
    return area > 1 / (MOST_SCALE * MOST_SCALE)
        && area < MOST_SCALE * MOST_SCALE
        && squares <= area * (MOST_STRETCH + 1 / MOST_STRETCH);
  }
}
