package dev.eidetic.rerank.geometry;

import java.util.Arrays;

/// Homographies: eight unknowns, the last number of the matrix being 1.
///
/// That leaves out those which send the centre of the left points to infinity; no picture does
/// that. Least squares are of algebraic errors, each divided by the denominator of the model so
/// far, so that repeated fits minimise distances in the right picture.
final class HomographySolver implements ModelSolver {

  private static final int UNKNOWNS = 8;

  private final double[] equations = new double[UNKNOWNS * (UNKNOWNS + 1)];
  private final double[] solution = new double[UNKNOWNS];
  private final double[] row = new double[UNKNOWNS + 1];

  @Override
  public int mostSolutions() {
    return 1;
  }

  @Override
  public int solve(PointPairs pairs, int[] sample, double[][] models) {
    if (!PlanarChecks.isTriangle(pairs, sample[0], sample[1], sample[2])
        || !PlanarChecks.isTriangle(pairs, sample[0], sample[1], sample[3])
        || !PlanarChecks.isTriangle(pairs, sample[0], sample[2], sample[3])
        || !PlanarChecks.isTriangle(pairs, sample[1], sample[2], sample[3])) {
      return 0;
    }
    for (int i = 0; i < sample.length; i++) {
      equation(pairs, sample[i], 0);
      System.arraycopy(row, 0, equations, 2 * i * row.length, row.length);
      equation(pairs, sample[i], 1);
      System.arraycopy(row, 0, equations, (2 * i + 1) * row.length, row.length);
    }
    return finish(models[0]) ? 1 : 0;
  }

  @Override
  public boolean fit(PointPairs pairs, double[] weights, double[] model) {
    Arrays.fill(equations, 0);
    for (int i = 0; i < pairs.count(); i++) {
      if (weights[i] > 0) {
        double w = model[6] * pairs.leftX(i) + model[7] * pairs.leftY(i) + model[8];
        double weight = weights[i] * model[8] * model[8] / (w * w);
        for (int which = 0; which < 2; which++) {
          equation(pairs, i, which);
          accumulate(weight);
        }
      }
    }
    for (int i = 0; i < UNKNOWNS; i++) {
      for (int j = 0; j < i; j++) {
        equations[i * row.length + j] = equations[j * row.length + i];
      }
    }
    return finish(model);
  }

  /// One of the two equations of a pair, the right-hand side last.
  private void equation(PointPairs pairs, int pair, int which) {
    double x = pairs.leftX(pair);
    double y = pairs.leftY(pair);
    double target = which == 0 ? pairs.rightX(pair) : pairs.rightY(pair);
    Arrays.fill(row, 0);
    row[3 * which] = x;
    row[3 * which + 1] = y;
    row[3 * which + 2] = 1;
    row[6] = -x * target;
    row[7] = -y * target;
    row[8] = target;
  }

  private void accumulate(double weight) {
    for (int i = 0; i < UNKNOWNS; i++) {
      double factor = weight * row[i];
      if (factor != 0) {
        for (int j = i; j < row.length; j++) {
          equations[i * row.length + j] += factor * row[j];
        }
      }
    }
  }

  private boolean finish(double[] model) {
    if (!LinearSystem.solve(equations, UNKNOWNS, solution)) {
      return false;
    }
    for (double number : solution) {
      if (!Double.isFinite(number)) {
        return false;
      }
    }
    System.arraycopy(solution, 0, model, 0, UNKNOWNS);
    model[8] = 1;
    return true;
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
