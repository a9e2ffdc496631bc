package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;
import java.util.Objects;

/// Inner products of all pairs of two sets, each row's two greatest, and each column's greatest:
/// what matching by mutual nearest neighbours with a ratio test needs. All numbers are exact.
///
/// Scratch that is filled anew by [#compute] and grows as needed; belongs to one thread.
public final class PairProducts {

  static final int ROWS_PER_TILE = 4;

  /// What a row has for its best product where there is nothing to compare with.
  public static final int NONE = Short.MIN_VALUE;

  private int left;
  private int right;
  private int stride;
  private short[] products = new short[0];
  private short[] best = new short[0];
  private short[] second = new short[0];
  private short[] columnBest = new short[0];

  /// Nothing computed yet: no rows.
  public PairProducts() {}

  /// @param rows the left set
  /// @param columns the right set, of the same dimension
  public void compute(CodeStrips rows, CodeStrips columns) {
    require(
        rows.dimension() == columns.dimension(),
        "rows have %d numbers and columns %d; they must agree",
        rows.dimension(),
        columns.dimension());
    left = rows.count();
    right = columns.count();
    int width = CodeStrips.rowsPerStrip();
    stride = CodeStrips.padded(right, width);
    reserve(CodeStrips.padded(left, ROWS_PER_TILE));
    Arrays.fill(columnBest, 0, stride, Short.MIN_VALUE);
    for (int row = 0; row < left; row += ROWS_PER_TILE) {
      for (int column = 0; column < right; column += width) {
        tile(rows, row, columns, column);
      }
      for (int i = row; i < Math.min(row + ROWS_PER_TILE, left); i++) {
        finish(i);
      }
    }
  }

  private void reserve(int rows) {
    int size = Math.multiplyExact(rows, stride);
    if (products.length < size) {
      products = new short[size];
    }
    if (best.length < rows) {
      best = new short[rows];
      second = new short[rows];
    }
    if (columnBest.length < stride) {
      columnBest = new short[stride];
    }
  }

  private void tile(CodeStrips rows, int row, CodeStrips columns, int column) {
    int dimension = rows.dimension();
    int place = row * stride + column;
    if (Kernels.HAS_LANES) {
      LanePairProducts.tile(
          rows.rows(),
          row * dimension,
          dimension,
          columns.strips(),
          column * dimension,
          products,
          place,
          stride);
    } else {
      ScalarPairProducts.tile(
          rows.rows(),
          row * dimension,
          dimension,
          columns.strips(),
          column * dimension,
          products,
          place,
          stride);
    }
  }

  /// Notes a row's best and second, and the columns' best so far. Columns that only fill the last
  /// strip must not win.
  private void finish(int row) {
    int start = row * stride;
    Arrays.fill(products, start + right, start + stride, Short.MIN_VALUE);
    int both =
        Kernels.HAS_LANES
            ? LanePairProducts.best(products, start, stride, columnBest)
            : ScalarPairProducts.best(products, start, stride, columnBest);
    best[row] = (short) (both >> Short.SIZE);
    second[row] = (short) both;
  }

  public int rows() {
    return left;
  }

  public int columns() {
    return right;
  }

  public int product(int row, int column) {
    Objects.checkIndex(row, left);
    return products[row * stride + Objects.checkIndex(column, right)];
  }

  /// The row's greatest product; [#NONE] without columns.
  public int best(int row) {
    return best[Objects.checkIndex(row, left)];
  }

  /// The row's greatest product but one, which equals the greatest if that occurs twice; [#NONE]
  /// with fewer than two columns.
  public int second(int row) {
    return second[Objects.checkIndex(row, left)];
  }

  /// The first column with the row's greatest product; -1 without columns.
  public int bestColumn(int row) {
    int start = Objects.checkIndex(row, left) * stride;
    for (int column = 0; column < right; column++) {
      if (products[start + column] == best[row]) {
        return column;
      }
    }
    return -1;
  }

  /// The greatest product of a column; [#NONE] without rows.
  public int columnBest(int column) {
    return columnBest[Objects.checkIndex(column, right)];
  }
}
