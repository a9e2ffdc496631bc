package dev.eidetic.encode.preprocess;

import dev.eidetic.encode.image.Pixels;
import java.util.Arrays;

/// Changes a picture's size as Pillow does and yields a window of the result.
///
/// Two passes, rows before columns, each rounded to 8 bits. Every pixel depends on its own weights
/// alone, so working out just the window gives the same bytes as cropping the whole.
public final class Resampler {

  private Resampler() {}

  /// The whole picture at another size.
  ///
  /// @param width of the result, in pixels, at least 1
  /// @param height of the result, in pixels, at least 1
  public static Pixels resized(Pixels picture, Interpolation interpolation, int width, int height) {
    var size = new TensorSize(width, height);
    return Pixels.of(width, height, window(picture, interpolation, size, 0, 0, size));
  }

  /// A window of the resized picture.
  ///
  /// @param resized sides of the whole resized picture
  /// @param left and top of the window, which lies inside
  /// @param size of the window
  /// @return row after row, red, green, blue
  static byte[] window(
      Pixels picture,
      Interpolation interpolation,
      TensorSize resized,
      int left,
      int top,
      TensorSize size) {
    int width = resized.width();
    int height = resized.height();
    if (width == picture.width() && height == picture.height()) {
      return copied(picture, left, top, size);
    }
    if (interpolation == Interpolation.NEAREST) {
      return nearest(picture, resized, left, top, size);
    }
    if (height == picture.height()) {
      var columns = AxisWeights.of(interpolation, picture.width(), width, left, size.width());
      return acrossRows(picture, columns, top, top + size.height());
    }
    var rows = AxisWeights.of(interpolation, picture.height(), height, top, size.height());
    int firstRow = rows.start(0);
    int endRow = rows.end(rows.size() - 1);
    byte[] narrow;
    if (width == picture.width()) {
      narrow = copied(picture, left, firstRow, new TensorSize(size.width(), endRow - firstRow));
    } else {
      var columns = AxisWeights.of(interpolation, picture.width(), width, left, size.width());
      narrow = acrossRows(picture, columns, firstRow, endRow);
    }
    return downColumns(narrow, rows, firstRow, size.width());
  }

  private static byte[] copied(Pixels picture, int left, int top, TensorSize size) {
    var window = new byte[size.numbers()];
    int rowBytes = 3 * size.width();
    for (int y = 0; y < size.height(); y++) {
      int from = 3 * ((top + y) * picture.width() + left);
      System.arraycopy(picture.rgb(), from, window, y * rowBytes, rowBytes);
    }
    return window;
  }

  /// The first pass: each row mixed along x.
  private static byte[] acrossRows(Pixels picture, AxisWeights columns, int firstRow, int endRow) {
    byte[] source = picture.rgb();
    int[] weights = columns.weights();
    var result = new byte[3 * columns.size() * (endRow - firstRow)];
    int target = 0;
    for (int y = firstRow; y < endRow; y++) {
      int rowStart = 3 * y * picture.width();
      for (int x = 0; x < columns.size(); x++) {
        int red = AxisWeights.HALF;
        int green = AxisWeights.HALF;
        int blue = AxisWeights.HALF;
        int from = rowStart + 3 * columns.start(x);
        int offset = columns.offset(x);
        int count = columns.count(x);
        for (int i = 0; i < count; i++) {
          int weight = weights[offset + i];
          red += weight * (source[from] & 0xff);
          green += weight * (source[from + 1] & 0xff);
          blue += weight * (source[from + 2] & 0xff);
          from += 3;
        }
        result[target++] = rounded(red);
        result[target++] = rounded(green);
        result[target++] = rounded(blue);
      }
    }
    return result;
  }

  /// The second pass: whole rows added up, one weight at a time, which the compiler vectorises.
  private static byte[] downColumns(byte[] source, AxisWeights rows, int firstRow, int width) {
    int rowBytes = 3 * width;
    int[] weights = rows.weights();
    var sums = new int[rowBytes];
    var result = new byte[rowBytes * rows.size()];
    for (int y = 0; y < rows.size(); y++) {
      Arrays.fill(sums, AxisWeights.HALF);
      for (int i = 0; i < rows.count(y); i++) {
        int from = (rows.start(y) + i - firstRow) * rowBytes;
        addRow(sums, source, from, weights[rows.offset(y) + i]);
      }
      int target = y * rowBytes;
      for (int x = 0; x < rowBytes; x++) {
        result[target + x] = rounded(sums[x]);
      }
    }
    return result;
  }

  private static void addRow(int[] sums, byte[] source, int from, int weight) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += weight * (source[from + x] & 0xff);
    }
  }

  private static byte[] nearest(
      Pixels picture, TensorSize resized, int left, int top, TensorSize size) {
    int[] columns = nearestIndexes(picture.width(), resized.width(), left, size.width());
    int[] rows = nearestIndexes(picture.height(), resized.height(), top, size.height());
    var window = new byte[size.numbers()];
    int target = 0;
    for (int row : rows) {
      for (int column : columns) {
        int from = 3 * (row * picture.width() + column);
        window[target++] = picture.rgb()[from];
        window[target++] = picture.rgb()[from + 1];
        window[target++] = picture.rgb()[from + 2];
      }
    }
    return window;
  }

  /// The position grows by repeated addition, as in Pillow: its rounding decides ties.
  private static int[] nearestIndexes(int inputSize, int outputSize, int first, int size) {
    double step = (double) inputSize / outputSize;
    double position = step * 0.5;
    for (int i = 0; i < first; i++) {
      position += step;
    }
    var indexes = new int[size];
    for (int i = 0; i < size; i++) {
      indexes[i] = Math.min((int) position, inputSize - 1);
      position += step;
    }
    return indexes;
  }

  private static byte rounded(int sum) {
    return (byte) Math.clamp(sum >> AxisWeights.FRACTION_BITS, 0, 255);
  }
}
