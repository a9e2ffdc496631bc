package dev.eidetic.rerank.geometry;

/// Real roots of polynomials of degree three.
final class Cubic {

  private Cubic() {}

  /// @param roots receives up to three
  /// @return how many different ones there are; 0 where every number is one
  static int roots(double a, double b, double c, double d, double[] roots) {
    double size = Math.max(Math.max(Math.abs(a), Math.abs(b)), Math.max(Math.abs(c), Math.abs(d)));
    if (!(Math.abs(a) > 1e-12 * size)) {
      return quadraticRoots(b, c, d, size, roots);
    }
    // x³ + p x² + q x + r, moved so that the square vanishes
    double p = b / a;
    double q = c / a;
    double r = d / a;
    double shift = p / 3;
    double m = (p * p - 3 * q) / 9;
    double n = (2 * p * p * p - 9 * p * q + 27 * r) / 54;
    if (n * n < m * m * m) {
      double angle = Math.acos(Math.clamp(n / Math.sqrt(m * m * m), -1, 1));
      double radius = -2 * Math.sqrt(m);
      roots[0] = radius * Math.cos(angle / 3) - shift;
      roots[1] = radius * Math.cos((angle + 2 * Math.PI) / 3) - shift;
      roots[2] = radius * Math.cos((angle - 2 * Math.PI) / 3) - shift;
      return 3;
    }
    double s = -Math.signum(n) * Math.cbrt(Math.abs(n) + Math.sqrt(n * n - m * m * m));
    roots[0] = s + (s == 0 ? 0 : m / s) - shift;
    return 1;
  }

  private static int quadraticRoots(double a, double b, double c, double size, double[] roots) {
    if (!(Math.abs(a) > 1e-12 * size)) {
      roots[0] = -c / b;
      return Math.abs(b) > 1e-12 * size ? 1 : 0;
    }
    double discriminant = b * b - 4 * a * c;
    if (discriminant < 0) {
      return 0;
    }
    double half = -(b + Math.copySign(Math.sqrt(discriminant), b)) / 2;
    roots[0] = half / a;
    roots[1] = half == 0 ? 0 : c / half;
    return discriminant == 0 ? 1 : 2;
  }
}
