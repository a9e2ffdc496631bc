package dev.eidetic.rerank.geometry;

import java.util.Arrays;

/// Fundamental matrices: seven pairs leave a line of matrices, on which up to three are singular;
/// more pairs are fitted by least squares and made singular.
///
/// Source: Hartley and Zisserman, Multiple View Geometry, 2004, sections 11.1, 11.2 and 11.4.
final class FundamentalSolver implements ModelSolver {

  private static final int UNKNOWNS = 9;

  private final double[] normal = new double[UNKNOWNS * UNKNOWNS];
  private final double[] row = new double[UNKNOWNS];
  private final double[] first = new double[UNKNOWNS];
  private final double[] second = new double[UNKNOWNS];
  private final double[] roots = new double[3];
  private final NullSpace nullSpace = new NullSpace();

  @Override
  public int mostSolutions() {
    return 3;
  }

  @Override
  public int solve(PointPairs pairs, int[] sample, double[][] models) {
    for (int i = 0; i < sample.length; i++) {
      equation(pairs, sample[i]);
      nullSpace.set(i, row);
    }
    if (!nullSpace.solve(first, second)) {
      return 0;
    }
    int count = singular();
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < UNKNOWNS; k++) {
        models[i][k] = roots[i] * first[k] + (1 - roots[i]) * second[k];
      }
      normalize(models[i]);
    }
    return count;
  }

  /// Where `r first + (1 - r) second` has determinant 0: the determinant is a cubic in r, known by
  /// its values at four places.
  private int singular() {
    double[] values = {determinant(-1), determinant(0), determinant(1), determinant(2)};
    double d = values[1];
    double b = (values[0] + values[2]) / 2 - d;
    double a = (values[3] - 3 * values[2] + 3 * values[1] - values[0]) / 6;
    double c = values[2] - a - b - d;
    return Cubic.roots(a, b, c, d, roots);
  }

  private double determinant(double r) {
    var m = new double[UNKNOWNS];
    for (int i = 0; i < UNKNOWNS; i++) {
      m[i] = r * first[i] + (1 - r) * second[i];
    }
    return m[0] * (m[4] * m[8] - m[5] * m[7])
        - m[1] * (m[3] * m[8] - m[5] * m[6])
        + m[2] * (m[3] * m[7] - m[4] * m[6]);
  }

  private static void normalize(double[] model) {
    double squares = 0;
    for (double number : model) {
      squares += number * number;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < model.length; i++) {
      model[i] /= length;
    }
  }

  /// `(u, v, 1) F (x, y, 1)` as a sum over the numbers of F.
  private void equation(PointPairs pairs, int pair) {
    double x = pairs.leftX(pair);
    double y = pairs.leftY(pair);
    double u = pairs.rightX(pair);
    double v = pairs.rightY(pair);
    row[0] = u * x;
    row[1] = u * y;
    row[2] = u;
    row[3] = v * x;
    row[4] = v * y;
    row[5] = v;
    row[6] = x;
    row[7] = y;
    row[8] = 1;
  }

  @Override
  public boolean fit(PointPairs pairs, double[] weights, double[] model) {
    Arrays.fill(normal, 0);
    int used = 0;
    for (int i = 0; i < pairs.count(); i++) {
      if (weights[i] > 0) {
        used++;
        equation(pairs, i);
        accumulate(weights[i] / gradient(model, pairs, i));
      }
    }
    if (used < 8) {
      return false;
    }
    double[] best = SymmetricEigen.smallestVector(normal, UNKNOWNS);
    makeSingular(best);
    for (double number : best) {
      if (!Double.isFinite(number)) {
        return false;
      }
    }
    System.arraycopy(best, 0, model, 0, UNKNOWNS);
    return true;
  }

  private void accumulate(double weight) {
    for (int i = 0; i < UNKNOWNS; i++) {
      for (int j = 0; j < UNKNOWNS; j++) {
        normal[i * UNKNOWNS + j] += weight * row[i] * row[j];
      }
    }
  }

  /// Takes away what the matrix does to the vector that it makes shortest.
  private static void makeSingular(double[] f) {
    var squared = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        squared[3 * i + j] = f[i] * f[j] + f[3 + i] * f[3 + j] + f[6 + i] * f[6 + j];
      }
    }
    double[] e = SymmetricEigen.smallestVector(squared, 3);
    for (int i = 0; i < 3; i++) {
      double along = f[3 * i] * e[0] + f[3 * i + 1] * e[1] + f[3 * i + 2] * e[2];
      for (int j = 0; j < 3; j++) {
        f[3 * i + j] -= along * e[j];
      }
    }
  }

  /// The squared length of the gradient of the algebraic error, by which it becomes a distance.
  private static double gradient(double[] f, PointPairs pairs, int i) {
    double x = pairs.leftX(i);
    double y = pairs.leftY(i);
    double u = pairs.rightX(i);
    double v = pairs.rightY(i);
    double a = f[0] * x + f[1] * y + f[2];
    double b = f[3] * x + f[4] * y + f[5];
    double c = f[0] * u + f[3] * v + f[6];
    double d = f[1] * u + f[4] * v + f[7];
    return a * a + b * b + c * c + d * d;
  }

  @Override
  public void squaredErrors(double[] f, PointPairs pairs, double[] errors) {
    for (int i = 0; i < pairs.count(); i++) {
      double x = pairs.leftX(i);
      double y = pairs.leftY(i);
      double algebraic =
          pairs.rightX(i) * (f[0] * x + f[1] * y + f[2])
              + pairs.rightY(i) * (f[3] * x + f[4] * y + f[5])
              + f[6] * x
              + f[7] * y
              + f[8];
      errors[i] = algebraic * algebraic / gradient(f, pairs, i);
    }
  }

  /// Any two pictures may lie so to each other; [RobustFit] looks for planes instead.
  @Override
  public boolean isPlausible(double[] model, PointPairs pairs, double[] errors, double limit) {
    return true;
  }
}
