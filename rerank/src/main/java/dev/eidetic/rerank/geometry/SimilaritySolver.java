package dev.eidetic.rerank.geometry;

/// Turn, scale and shift: as complex numbers, `right = a left + b`.
final class SimilaritySolver implements ModelSolver {

  private final double[] ones = {1, 1};

  @Override
  public int mostSolutions() {
    return 1;
  }

  @Override
  public int solve(PointPairs pairs, int[] sample, double[][] models) {
    return fit(pairs, sample, 2, ones, models[0]) ? 1 : 0;
  }

  @Override
  public boolean fit(PointPairs pairs, double[] weights, double[] model) {
    return fit(pairs, new int[0], pairs.count(), weights, model);
  }

  /// @param chosen the pairs; all of them if empty
  private static boolean fit(
      PointPairs pairs, int[] chosen, int count, double[] weights, double[] model) {
    double sum = 0;
    double x = 0;
    double y = 0;
    double u = 0;
    double v = 0;
    for (int i = 0; i < count; i++) {
      if (weights[i] > 0) {
        int pair = chosen.length == 0 ? i : chosen[i];
        sum += weights[i];
        x += weights[i] * pairs.leftX(pair);
        y += weights[i] * pairs.leftY(pair);
        u += weights[i] * pairs.rightX(pair);
        v += weights[i] * pairs.rightY(pair);
      }
    }
    x /= sum;
    y /= sum;
    u /= sum;
    v /= sum;
    double squares = 0;
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < count; i++) {
      if (weights[i] > 0) {
        int pair = chosen.length == 0 ? i : chosen[i];
        double dx = pairs.leftX(pair) - x;
        double dy = pairs.leftY(pair) - y;
        double du = pairs.rightX(pair) - u;
        double dv = pairs.rightY(pair) - v;
        squares += weights[i] * (dx * dx + dy * dy);
        real += weights[i] * (dx * du + dy * dv);
        imaginary += weights[i] * (dx * dv - dy * du);
      }
    }
    double a = real / squares;
    double b = imaginary / squares;
    if (!(squares > 1e-8 * sum) || !Double.isFinite(a) || !Double.isFinite(b)) {
      return false;
    }
    set(model, a, -b, u - a * x + b * y, b, a, v - b * x - a * y);
    return true;
  }

  static void set(double[] model, double a, double b, double c, double d, double e, double f) {
    model[0] = a;
    model[1] = b;
    model[2] = c;
    model[3] = d;
    model[4] = e;
    model[5] = f;
    model[6] = 0;
    model[7] = 0;
    model[8] = 1;
  }

  @Override
  public void squaredErrors(double[] model, PointPairs pairs, double[] errors) {
    PlanarChecks.squaredErrors(model, pairs, errors);
  }

  @Override
  public boolean isPlausible(double[] model, PointPairs pairs, double[] errors, double limit) {
    return PlanarChecks.isPlausible(model, pairs, errors, limit);
  }
}
