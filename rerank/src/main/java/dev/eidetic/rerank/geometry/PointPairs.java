package dev.eidetic.rerank.geometry;

import static dev.eidetic.vectors.Preconditions.require;

/// Points of a left picture and those of a right one that may be the same, the likeliest first.
///
/// Coordinates are pixels, x to the right and y down; a pair with a number that is not finite, or
/// beyond ten million, belongs to no model. Holds the caller's arrays without copying them.
public final class PointPairs {

  /// Pixels; no picture is as large.
  private static final double GREATEST = 1e7;

  private final double[] leftX;
  private final double[] leftY;
  private final double[] rightX;
  private final double[] rightY;

  private PointPairs(double[] leftX, double[] leftY, double[] rightX, double[] rightY) {
    this.leftX = leftX;
    this.leftY = leftY;
    this.rightX = rightX;
    this.rightY = rightY;
  }

  /// @param leftX of all pairs, as the three others; of equal length
  public static PointPairs of(double[] leftX, double[] leftY, double[] rightX, double[] rightY) {
    int count = leftX.length;
    require(
        leftY.length == count && rightX.length == count && rightY.length == count,
        "pairs have %d, %d, %d and %d coordinates; they must agree",
        count,
        leftY.length,
        rightX.length,
        rightY.length);
    return new PointPairs(leftX, leftY, rightX, rightY);
  }

  public int count() {
    return leftX.length;
  }

  public double leftX(int pair) {
    return leftX[pair];
  }

  public double leftY(int pair) {
    return leftY[pair];
  }

  public double rightX(int pair) {
    return rightX[pair];
  }

  public double rightY(int pair) {
    return rightY[pair];
  }

  /// Whether all four numbers are such as pictures have: one beyond would shift the centre of all.
  boolean isFinite(int pair) {
    return isUsual(leftX[pair])
        && isUsual(leftY[pair])
        && isUsual(rightX[pair])
        && isUsual(rightY[pair]);
  }

  private static boolean isUsual(double coordinate) {
    return Math.abs(coordinate) <= GREATEST; // false for NaN
  }

  /// Some of the pairs, in the order given.
  PointPairs selected(int[] pairs) {
    int count = pairs.length;
    var some = of(new double[count], new double[count], new double[count], new double[count]);
    for (int i = 0; i < count; i++) {
      some.leftX[i] = leftX[pairs[i]];
      some.leftY[i] = leftY[pairs[i]];
      some.rightX[i] = rightX[pairs[i]];
      some.rightY[i] = rightY[pairs[i]];
    }
    return some;
  }
}
