package dev.eidetic.rerank.geometry;

import static dev.eidetic.vectors.Preconditions.require;

/// A model from the left picture to the right one: a 3 x 3 matrix, row after row, in pixels.
/// Immutable.
///
/// For the planar kinds it takes `(x, y, 1)` to a multiple of `(u, v, 1)`, and its last number is
/// 1; for [ModelKind#FUNDAMENTAL] `(u, v, 1) F (x, y, 1)` is 0 for points that belong together.
public final class Transform {

  private final ModelKind kind;
  private final double[] matrix;

  /// @param matrix nine numbers; copied, and scaled as above
  public Transform(ModelKind kind, double[] matrix) {
    require(matrix.length == 9, "matrix has %d numbers; it must have 9", matrix.length);
    this.kind = kind;
    this.matrix = matrix.clone();
    double last = matrix[8];
    if (kind != ModelKind.FUNDAMENTAL && last != 0) {
      for (int i = 0; i < 9; i++) {
        this.matrix[i] /= last;
      }
    }
  }

  public ModelKind kind() {
    return kind;
  }

  /// Nine numbers, a copy.
  public double[] matrix() {
    return matrix.clone();
  }

  /// Where a point of the left picture lies in the right one. Planar kinds only.
  ///
  /// @return x and y; not finite for a point on the horizon
  public double[] map(double x, double y) {
    require(
        kind != ModelKind.FUNDAMENTAL,
        "a fundamental matrix gives a line for a point; only planar models give a point");
    double w = matrix[6] * x + matrix[7] * y + matrix[8];
    return new double[] {
      (matrix[0] * x + matrix[1] * y + matrix[2]) / w,
      (matrix[3] * x + matrix[4] * y + matrix[5]) / w
    };
  }

  /// Squared distance in pixels between where the model puts the left point and the right point;
  /// for a fundamental matrix the squared distance of both from a pair that fits exactly, to first
  /// order (Sampson).
  public double squaredError(double x, double y, double u, double v) {
    var error = new double[1];
    Solvers.of(kind)
        .squaredErrors(
            matrix,
            PointPairs.of(new double[] {x}, new double[] {y}, new double[] {u}, new double[] {v}),
            error);
    return error[0];
  }

  /// By what the right picture is larger, near a point of the left one. Planar kinds only.
  public double scale(double x, double y) {
    double[] j = derivative(x, y);
    return Math.sqrt(Math.abs(j[0] * j[3] - j[1] * j[2]));
  }

  /// By how much the right picture is turned, clockwise as pictures are seen, near a point of the
  /// left one. Planar kinds only.
  ///
  /// @return radians, above -pi, at most pi
  public double angleRadians(double x, double y) {
    double[] j = derivative(x, y);
    return Math.atan2(j[2] - j[1], j[0] + j[3]);
  }

  /// How `(u, v)` changes with `(x, y)`: du/dx, du/dy, dv/dx, dv/dy.
  private double[] derivative(double x, double y) {
    double[] point = map(x, y);
    double w = matrix[6] * x + matrix[7] * y + matrix[8];
    return new double[] {
      (matrix[0] - point[0] * matrix[6]) / w,
      (matrix[1] - point[0] * matrix[7]) / w,
      (matrix[3] - point[1] * matrix[6]) / w,
      (matrix[4] - point[1] * matrix[7]) / w
    };
  }
}
