package dev.eidetic.demo.render;

import java.util.Arrays;

/// Slowly changing light over the picture, worked out at every third pixel and interpolated.
///
/// Shadows on floors and walls are soft, and most of a picture is floor or wall: this saves about
/// half of all the work. Points are worked out when first asked for; the order does not matter.
/// Belongs to one picture and one thread.
final class LightMap {

  /// Grid points per half picture width.
  private static final int GRID = 54;

  private static final int SIDE = 2 * GRID + 5;

  private final Source source;
  private final double[] known = new double[SIDE * SIDE];

  /// Light at a point of the picture.
  @FunctionalInterface
  interface Source {

    double at(double u, double v);
  }

  LightMap(Source source) {
    this.source = source;
    Arrays.fill(known, Double.NaN);
  }

  double at(double u, double v) {
    double x = (u + 1) * GRID + 1;
    double y = (v + 1) * GRID + 1;
    int column = (int) x;
    int row = (int) y;
    double low = known(column, row);
    low += (known(column + 1, row) - low) * (x - column);
    double high = known(column, row + 1);
    high += (known(column + 1, row + 1) - high) * (x - column);
    return low + (high - low) * (y - row);
  }

  private double known(int column, int row) {
    int i = row * SIDE + column;
    double value = known[i];
    if (Double.isNaN(value)) {
      value = source.at((column - 1.0) / GRID - 1, (row - 1.0) / GRID - 1);
      known[i] = value;
    }
    return value;
  }
}
