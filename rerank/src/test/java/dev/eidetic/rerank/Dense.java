package dev.eidetic.rerank;

import java.util.Arrays;

/// Systems of equations by Gauss, with pivots: slow and plain.
public final class Dense {

  private Dense() {}

  public static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    var rows = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
    var values = right.clone();
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int i = column + 1; i < n; i++) {
        pivot = Math.abs(rows[i][column]) > Math.abs(rows[pivot][column]) ? i : pivot;
      }
      double[] row = rows[pivot];
      rows[pivot] = rows[column];
      rows[column] = row;
      double value = values[pivot];
      values[pivot] = values[column];
      values[column] = value;
      for (int i = column + 1; i < n; i++) {
        double factor = rows[i][column] / row[column];
        for (int j = column; j < n; j++) {
          rows[i][j] -= factor * row[j];
        }
        values[i] -= factor * values[column];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        values[i] -= rows[i][j] * values[j];
      }
      values[i] /= rows[i][i];
    }
    return values;
  }
}
