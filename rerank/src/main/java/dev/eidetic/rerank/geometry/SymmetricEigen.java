package dev.eidetic.rerank.geometry;

/// Eigenvectors of small symmetric matrices, by Jacobi's rotations.
final class SymmetricEigen {

  private static final int MOST_SWEEPS = 30;

  private SymmetricEigen() {}

  /// The unit vector that the matrix makes shortest, for one that is positive semidefinite.
  ///
  /// @param matrix `size * size` numbers, symmetric; overwritten
  static double[] smallestVector(double[] matrix, int size) {
    var vectors = new double[size * size];
    for (int i = 0; i < size; i++) {
      vectors[i * size + i] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      boolean isDiagonal = true;
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          double scale = Math.abs(matrix[p * size + p]) + Math.abs(matrix[q * size + q]);
          if (Math.abs(matrix[p * size + q]) > 1e-15 * scale) {
            isDiagonal = false;
            rotate(matrix, vectors, size, p, q);
          }
        }
      }
      if (isDiagonal) {
        break;
      }
    }
    int smallest = 0;
    for (int i = 1; i < size; i++) {
      if (matrix[i * size + i] < matrix[smallest * size + smallest]) {
        smallest = i;
      }
    }
    var vector = new double[size];
    for (int i = 0; i < size; i++) {
      vector[i] = vectors[i * size + smallest];
    }
    return vector;
  }

  /// Makes the numbers at (p, q) and (q, p) zero.
  private static void rotate(double[] matrix, double[] vectors, int size, int p, int q) {
    double difference = matrix[q * size + q] - matrix[p * size + p];
    double theta = difference / (2 * matrix[p * size + q]);
    double tangent = 1 / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    if (theta < 0) {
      tangent = -tangent;
    }
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    for (int i = 0; i < size; i++) {
      double a = matrix[i * size + p];
      double b = matrix[i * size + q];
      matrix[i * size + p] = cosine * a - sine * b;
      matrix[i * size + q] = sine * a + cosine * b;
      a = vectors[i * size + p];
      b = vectors[i * size + q];
      vectors[i * size + p] = cosine * a - sine * b;
      vectors[i * size + q] = sine * a + cosine * b;
    }
    for (int i = 0; i < size; i++) {
      double a = matrix[p * size + i];
      double b = matrix[q * size + i];
      matrix[p * size + i] = cosine * a - sine * b;
      matrix[q * size + i] = sine * a + cosine * b;
    }
  }
}
