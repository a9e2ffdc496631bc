package dev.eidetic.rerank.geometry;

/// The two directions that seven equations in nine unknowns leave free, by elimination with
/// exchanges of rows and columns.
final class NullSpace {

  private static final int ROWS = 7;
  private static final int COLUMNS = 9;

  private final double[][] rows = new double[ROWS][COLUMNS];
  private final int[] order = new int[COLUMNS];

  void set(int row, double[] numbers) {
    System.arraycopy(numbers, 0, rows[row], 0, COLUMNS);
  }

  /// @return false if the equations leave more directions free
  boolean solve(double[] first, double[] second) {
    for (int i = 0; i < COLUMNS; i++) {
      order[i] = i;
    }
    for (int step = 0; step < ROWS; step++) {
      if (!choosePivot(step)) {
        return false;
      }
      double[] pivotRow = rows[step];
      double pivot = pivotRow[order[step]];
      for (int row = 0; row < ROWS; row++) {
        double factor = rows[row][order[step]] / pivot;
        if (row != step && factor != 0) {
          for (int i = step; i < COLUMNS; i++) {
            rows[row][order[i]] -= factor * pivotRow[order[i]];
          }
        }
      }
    }
    free(first, ROWS);
    free(second, ROWS + 1);
    return true;
  }

  private boolean choosePivot(int step) {
    int bestRow = step;
    int bestColumn = step;
    double largest = 0;
    for (int row = step; row < ROWS; row++) {
      for (int i = step; i < COLUMNS; i++) {
        double size = Math.abs(rows[row][order[i]]);
        if (size > largest) {
          largest = size;
          bestRow = row;
          bestColumn = i;
        }
      }
    }
    double[] row = rows[step];
    rows[step] = rows[bestRow];
    rows[bestRow] = row;
    int column = order[step];
    order[step] = order[bestColumn];
    order[bestColumn] = column;
    return largest > 1e-10;
  }

  private void free(double[] solution, int which) {
    for (int i = 0; i < ROWS; i++) {
      solution[order[i]] = -rows[i][order[which]] / rows[i][order[i]];
    }
    solution[order[ROWS]] = which == ROWS ? 1 : 0;
    solution[order[ROWS + 1]] = which == ROWS ? 0 : 1;
  }
}
