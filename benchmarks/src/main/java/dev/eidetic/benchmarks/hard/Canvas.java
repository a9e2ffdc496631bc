package dev.eidetic.benchmarks.hard;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.preprocess.Interpolation;
import dev.eidetic.encode.preprocess.Resampler;
import dev.eidetic.rerank.geometry.ModelKind;
import dev.eidetic.rerank.geometry.Transform;

/// A picture that others are painted into.
final class Canvas {

  private final int width;
  private final int height;
  private final byte[] rgb;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    rgb = new byte[3 * width * height];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  Pixels pixels() {
    return Pixels.of(width, height, rgb);
  }

  /// A photograph over a rectangle; what hangs over is cut off, evenly on both sides.
  void fill(Pixels photograph, int left, int top, int wide, int high) {
    double factor =
        Math.max((double) wide / photograph.width(), (double) high / photograph.height());
    var sized =
        Resampler.resized(
            photograph,
            Interpolation.BILINEAR,
            Math.max(wide, (int) Math.round(photograph.width() * factor)),
            Math.max(high, (int) Math.round(photograph.height() * factor)));
    int fromX = (sized.width() - wide) / 2;
    int fromY = (sized.height() - high) / 2;
    for (int y = Math.max(0, -top); y < Math.min(high, height - top); y++) {
      for (int x = Math.max(0, -left); x < Math.min(wide, width - left); x++) {
        int from = 3 * ((fromY + y) * sized.width() + fromX + x);
        System.arraycopy(sized.rgb(), from, rgb, 3 * ((top + y) * width + left + x), 3);
      }
    }
  }

  /// A photograph with its corners at four places.
  ///
  /// @param x of the upper left, upper right, lower right and lower left corner, as `y`
  void paint(Pixels photograph, double[] x, double[] y) {
    var back = toUnitSquare(x, y);
    double wide = (Math.hypot(x[1] - x[0], y[1] - y[0]) + Math.hypot(x[2] - x[3], y[2] - y[3])) / 2;
    double factor = Math.min(1, wide / photograph.width()); // reduced first: nothing flickers
    var sized =
        Resampler.resized(
            photograph,
            Interpolation.BILINEAR,
            Math.max(1, (int) Math.round(photograph.width() * factor)),
            Math.max(1, (int) Math.round(photograph.height() * factor)));
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double[] at = back.map(column, row);
        if (0 <= at[0] && at[0] <= 1 && 0 <= at[1] && at[1] <= 1) {
          put(column, row, sized, at[0] * (sized.width() - 1), at[1] * (sized.height() - 1));
        }
      }
    }
  }

  private void put(int column, int row, Pixels from, double x, double y) {
    int left = Math.min((int) x, Math.max(0, from.width() - 2));
    int top = Math.min((int) y, Math.max(0, from.height() - 2));
    int right = Math.min(left + 1, from.width() - 1);
    int bottom = Math.min(top + 1, from.height() - 1);
    double toRight = x - left;
    double down = y - top;
    for (int channel = 0; channel < 3; channel++) {
      double above =
          (1 - toRight) * from.at(left, top, channel) + toRight * from.at(right, top, channel);
      double below =
          (1 - toRight) * from.at(left, bottom, channel)
              + toRight * from.at(right, bottom, channel);
      rgb[3 * (row * width + column) + channel] =
          (byte) Math.round((1 - down) * above + down * below);
    }
  }

  /// The homography from a quadrilateral to the unit square: the inverse of Heckbert's closed form,
  /// 1989.
  private static Transform toUnitSquare(double[] x, double[] y) {
    double sumX = x[0] - x[1] + x[2] - x[3];
    double sumY = y[0] - y[1] + y[2] - y[3];
    double x1 = x[1] - x[2];
    double x2 = x[3] - x[2];
    double y1 = y[1] - y[2];
    double y2 = y[3] - y[2];
    double determinant = x1 * y2 - x2 * y1;
    double g = (sumX * y2 - x2 * sumY) / determinant;
    double h = (x1 * sumY - sumX * y1) / determinant;
    double a = x[1] - x[0] + g * x[1];
    double b = x[3] - x[0] + h * x[3];
    double c = x[0];
    double d = y[1] - y[0] + g * y[1];
    double e = y[3] - y[0] + h * y[3];
    double f = y[0];
    return new Transform(
        ModelKind.HOMOGRAPHY,
        new double[] {
          e - f * h, c * h - b, b * f - c * e,
          f * g - d, a - c * g, c * d - a * f,
          d * h - e * g, b * g - a * h, a * e - b * d
        });
  }
}
