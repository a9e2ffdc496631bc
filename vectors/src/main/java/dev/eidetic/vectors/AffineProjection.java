package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

/// Maps `x` to `P (x - m)`: whitening, rotation, dimension reduction.
///
/// Holds the arrays it is given without copying them; they must not be written to afterwards.
public final class AffineProjection {

  private final float[] mean;
  private final float[][] rows;

  /// @param mean m, at least one number
  /// @param rows of P, from 1 to as many as `mean` has numbers, each as long as `mean`
  public AffineProjection(float[] mean, float[][] rows) {
    require(
        1 <= rows.length && rows.length <= mean.length,
        "projection has %d rows; it must have 1 to %d, the length of the mean",
        rows.length,
        mean.length);
    for (float[] row : rows) {
      require(
          row.length == mean.length,
          "a row of the projection has %d numbers; the mean has %d",
          row.length,
          mean.length);
    }
    this.mean = mean;
    this.rows = rows;
  }

  public int inputDimension() {
    return mean.length;
  }

  public int outputDimension() {
    return rows.length;
  }

  /// The array itself, not a copy.
  public float[] mean() {
    return mean;
  }

  /// The arrays themselves, not copies.
  public float[][] rows() {
    return rows;
  }

  /// @param vector `inputDimension()` numbers
  /// @return `outputDimension()` new numbers
  public float[] apply(float[] vector) {
    require(
        vector.length == mean.length,
        "vector has %d numbers; the projection takes %d",
        vector.length,
        mean.length);
    var centered = new float[mean.length];
    for (int i = 0; i < centered.length; i++) {
      centered[i] = vector[i] - mean[i];
    }
    var result = new float[rows.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = Kernels.dot(rows[i], centered);
    }
    return result;
  }
}
