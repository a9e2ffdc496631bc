package dev.eidetic.rerank.geometry;

/// Affine models: least squares about the weighted centres.
final class AffineSolver implements ModelSolver {

  @Override
  public int mostSolutions() {
    return 1;
  }

  @Override
  public int solve(PointPairs pairs, int[] sample, double[][] models) {
    int a = sample[0];
    int b = sample[1];
    int c = sample[2];
    if (!PlanarChecks.isTriangle(pairs, a, b, c)) {
      return 0;
    }
    double area = PlanarChecks.leftArea(pairs, a, b, c);
    double x1 = pairs.leftX(b) - pairs.leftX(a);
    double y1 = pairs.leftY(b) - pairs.leftY(a);
    double x2 = pairs.leftX(c) - pairs.leftX(a);
    double y2 = pairs.leftY(c) - pairs.leftY(a);
    double u1 = pairs.rightX(b) - pairs.rightX(a);
    double v1 = pairs.rightY(b) - pairs.rightY(a);
    double u2 = pairs.rightX(c) - pairs.rightX(a);
    double v2 = pairs.rightY(c) - pairs.rightY(a);
    double m0 = (u1 * y2 - u2 * y1) / area;
    double m1 = (u2 * x1 - u1 * x2) / area;
    double m3 = (v1 * y2 - v2 * y1) / area;
    double m4 = (v2 * x1 - v1 * x2) / area;
    SimilaritySolver.set(
        models[0],
        m0,
        m1,
        pairs.rightX(a) - m0 * pairs.leftX(a) - m1 * pairs.leftY(a),
        m3,
        m4,
        pairs.rightY(a) - m3 * pairs.leftX(a) - m4 * pairs.leftY(a));
    return 1;
  }

  @Override
  public boolean fit(PointPairs pairs, double[] weights, double[] model) {
    var centre = new double[4];
    double sum = 0;
    for (int i = 0; i < pairs.count(); i++) {
      if (weights[i] > 0) {
        sum += weights[i];
        double share = weights[i] / sum;
        centre[0] += share * (pairs.leftX(i) - centre[0]);
        centre[1] += share * (pairs.leftY(i) - centre[1]);
        centre[2] += share * (pairs.rightX(i) - centre[2]);
        centre[3] += share * (pairs.rightY(i) - centre[3]);
      }
    }
    double[] s = moments(pairs, weights, centre);
    double determinant = s[0] * s[2] - s[1] * s[1];
    if (!(determinant > 1e-10 * sum * sum)) {
      return false;
    }
    double m0 = (s[3] * s[2] - s[4] * s[1]) / determinant;
    double m1 = (s[4] * s[0] - s[3] * s[1]) / determinant;
    double m3 = (s[5] * s[2] - s[6] * s[1]) / determinant;
    double m4 = (s[6] * s[0] - s[5] * s[1]) / determinant;
    SimilaritySolver.set(
        model,
        m0,
        m1,
        centre[2] - m0 * centre[0] - m1 * centre[1],
        m3,
        m4,
        centre[3] - m3 * centre[0] - m4 * centre[1]);
    return true;
  }

  /// Weighted sums of xx, xy, yy, ux, uy, vx, vy about the centres.
  private static double[] moments(PointPairs pairs, double[] weights, double[] centre) {
    var sums = new double[7];
    for (int i = 0; i < pairs.count(); i++) {
      if (weights[i] > 0) {
        double x = pairs.leftX(i) - centre[0];
        double y = pairs.leftY(i) - centre[1];
        double u = weights[i] * (pairs.rightX(i) - centre[2]);
        double v = weights[i] * (pairs.rightY(i) - centre[3]);
        sums[0] += weights[i] * x * x;
        sums[1] += weights[i] * x * y;
        sums[2] += weights[i] * y * y;
        sums[3] += u * x;
        sums[4] += u * y;
        sums[5] += v * x;
        sums[6] += v * y;
      }
    }
    return sums;
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
