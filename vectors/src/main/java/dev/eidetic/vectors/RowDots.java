package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Objects;

/// Inner products of one row with several others of the same array, as the selection of links in a
/// graph needs them.
public final class RowDots {

  /// What the length of rows is a multiple of; shorter vectors are filled up with zeros.
  public static final int STEP = 32;

  private RowDots() {}

  /// The length of rows for vectors of `dimension` numbers.
  public static int rowLength(int dimension) {
    return (dimension + STEP - 1) / STEP * STEP;
  }

  /// @param rows row after row
  /// @param length numbers per row, a multiple of [#STEP]
  /// @param pivot number of the one row
  /// @param others numbers of the other rows
  /// @param count how many of them
  /// @param products receives as many
  public static void dots(
      float[] rows, int length, int pivot, int[] others, int count, float[] products) {
    require(
        length > 0 && length % STEP == 0,
        "length is %d; it must be a multiple of %d, see rowLength",
        length,
        STEP);
    Objects.checkFromIndexSize(0, count, others.length);
    Objects.checkFromIndexSize(0, count, products.length);
    if (Kernels.HAS_LANES) {
      LaneRowDots.dots(rows, length, pivot, others, count, products);
    } else {
      scalarDots(rows, length, pivot, others, count, products);
    }
  }

  static void scalarDots(
      float[] rows, int length, int pivot, int[] others, int count, float[] products) {
    for (int other = 0; other < count; other++) {
      int a = pivot * length;
      int b = others[other] * length;
      float sum = 0;
      for (int i = 0; i < length; i++) {
        sum = Math.fma(rows[a + i], rows[b + i], sum);
      }
      products[other] = sum;
    }
  }
}
