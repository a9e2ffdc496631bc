package dev.eidetic.engine.relevance;

import dev.eidetic.engine.EngineException.ConflictException;
import java.util.Arrays;

/// Logistic regression of a few features by Newton's method, with weights for examples.
///
/// A small penalty (a thousandth of the squared weights) keeps the answer finite where features
/// separate the classes.
final class LogisticFit {

  private static final double PENALTY = 1e-3;
  private static final int MOST_STEPS = 60;
  private static final double CLOSE = 1e-9;

  private LogisticFit() {}

  /// @param features row by row; a constant one is the caller's to add
  /// @param weights of the rows, not negative
  /// @return one weight per feature
  /// @throws ConflictException if no weights can be found
  static double[] of(double[][] features, boolean[] isMatch, double[] weights) {
    int size = features[0].length;
    var answer = new double[size];
    for (int step = 0; step < MOST_STEPS; step++) {
      var gradient = new double[size];
      var curvature = new double[size][size];
      for (int i = 0; i < size; i++) {
        gradient[i] = PENALTY * answer[i];
        curvature[i][i] = PENALTY;
      }
      for (int row = 0; row < features.length; row++) {
        double probability = probability(features[row], answer);
        double error = weights[row] * (probability - (isMatch[row] ? 1 : 0));
        double bend = weights[row] * probability * (1 - probability);
        for (int i = 0; i < size; i++) {
          gradient[i] += error * features[row][i];
          for (int j = 0; j < size; j++) {
            curvature[i][j] += bend * features[row][i] * features[row][j];
          }
        }
      }
      double[] change = solved(curvature, gradient);
      double greatest = 0;
      for (int i = 0; i < size; i++) {
        answer[i] -= change[i];
        greatest = Math.max(greatest, Math.abs(change[i]));
      }
      if (greatest < CLOSE) {
        return answer;
      }
    }
    if (!Arrays.stream(answer).allMatch(Double::isFinite)) {
      throw new ConflictException("the labels fit no curve; are there matches and others?");
    }
    return answer;
  }

  /// Mean negative log likelihood, by weight.
  static double loss(double[][] features, boolean[] isMatch, double[] weights, double[] answer) {
    double sum = 0;
    double total = 0;
    for (int row = 0; row < features.length; row++) {
      double probability = Math.clamp(probability(features[row], answer), 1e-12, 1 - 1e-12);
      sum -= weights[row] * Math.log(isMatch[row] ? probability : 1 - probability);
      total += weights[row];
    }
    return sum / total;
  }

  private static double probability(double[] features, double[] answer) {
    double logOdds = 0;
    for (int i = 0; i < features.length; i++) {
      logOdds += features[i] * answer[i];
    }
    return 1 / (1 + Math.exp(-logOdds));
  }

  /// Gaussian elimination with pivots; the arguments are used up.
  private static double[] solved(double[][] matrix, double[] right) {
    int size = right.length;
    for (int column = 0; column < size; column++) {
      int pivot = column;
      for (int row = column + 1; row < size; row++) {
        pivot = Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column]) ? row : pivot;
      }
      double[] swapped = matrix[column];
      matrix[column] = matrix[pivot];
      matrix[pivot] = swapped;
      double number = right[column];
      right[column] = right[pivot];
      right[pivot] = number;
      for (int row = column + 1; row < size; row++) {
        double factor = matrix[row][column] / matrix[column][column];
        for (int k = column; k < size; k++) {
          matrix[row][k] -= factor * matrix[column][k];
        }
        right[row] -= factor * right[column];
      }
    }
    var answer = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double sum = right[row];
      for (int k = row + 1; k < size; k++) {
        sum -= matrix[row][k] * answer[k];
      }
      answer[row] = sum / matrix[row][row];
    }
    return answer;
  }
}
