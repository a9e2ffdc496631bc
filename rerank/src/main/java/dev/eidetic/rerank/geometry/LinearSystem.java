package dev.eidetic.rerank.geometry;

/// Small systems of linear equations, solved in place.
final class LinearSystem {

  private LinearSystem() {}

  /// Solves by elimination with row exchanges.
  ///
  /// @param equations `size` rows of `size + 1` numbers, the right-hand side last; overwritten
  /// @param solution receives `size` numbers
  /// @return false if the system has no single solution
  static boolean solve(double[] equations, int size, double[] solution) {
    int width = size + 1;
    for (int column = 0; column < size; column++) {
      int pivot = column;
      for (int row = column + 1; row < size; row++) {
        if (Math.abs(equations[row * width + column])
            > Math.abs(equations[pivot * width + column])) {
          pivot = row;
        }
      }
      double largest = equations[pivot * width + column];
      if (!(Math.abs(largest) > 1e-12)) {
        return false;
      }
      if (pivot != column) {
        exchange(equations, width, pivot, column);
      }
      for (int row = column + 1; row < size; row++) {
        double factor = equations[row * width + column] / largest;
        if (factor != 0) {
          for (int i = column + 1; i < width; i++) {
            equations[row * width + i] -= factor * equations[column * width + i];
          }
        }
      }
    }
    for (int row = size - 1; row >= 0; row--) {
      double sum = equations[row * width + size];
      for (int i = row + 1; i < size; i++) {
        sum -= equations[row * width + i] * solution[i];
      }
      solution[row] = sum / equations[row * width + row];
    }
    return true;
  }

  private static void exchange(double[] equations, int width, int a, int b) {
    for (int i = 0; i < width; i++) {
      double kept = equations[a * width + i];
      equations[a * width + i] = equations[b * width + i];
      equations[b * width + i] = kept;
    }
  }
}
