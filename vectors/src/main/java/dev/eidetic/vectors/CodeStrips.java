package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Objects;

/// A few hundred short vectors of signed bytes, laid out for the products of all of them with all
/// of another set ([PairProducts]): once row by row, once in strips, coordinate by coordinate.
/// Immutable.
///
/// A row's squared length is at most [#SQUARED_LENGTH], so by the inequality of Cauchy and Schwarz
/// the product of two rows fits 16 bits. Sums may overflow on their way and still end right,
/// because 16-bit arithmetic wraps; that allows twice as many lanes as sums of 32 bits or floats
/// would.
public final class CodeStrips {

  /// The greatest squared length of a row.
  public static final int SQUARED_LENGTH = Short.MAX_VALUE;

  /// The length to which unit vectors are scaled before they are rounded by [#quantize]: the most
  /// that leaves any single number within a byte.
  public static final int UNIT = Byte.MAX_VALUE;

  private final int count;
  private final int dimension;
  private final short[] rows;
  private final short[] strips;

  private CodeStrips(int count, int dimension, short[] rows, short[] strips) {
    this.count = count;
    this.dimension = dimension;
    this.rows = rows;
    this.strips = strips;
  }

  /// @param codes `count` rows of `dimension` numbers, one after the other; copied
  /// @param dimension 1 to 4096
  public static CodeStrips of(byte[] codes, int count, int dimension) {
    require(
        1 <= dimension && dimension <= 4096, "dimension is %d; it must be 1 to 4096", dimension);
    require(count >= 0, "count is %d; it must not be negative", count);
    Objects.checkFromIndexSize(0, Math.multiplyExact(count, dimension), codes.length);
    int width = rowsPerStrip();
    var rows = new short[padded(count, PairProducts.ROWS_PER_TILE) * dimension];
    var strips = new short[padded(count, width) * dimension];
    for (int row = 0; row < count; row++) {
      int start = row * dimension;
      int column = row / width * width * dimension + row % width;
      int squares = 0;
      for (int i = 0; i < dimension; i++) {
        byte number = codes[start + i];
        squares += number * number;
        rows[start + i] = number;
        strips[column + i * width] = number;
      }
      require(
          squares <= SQUARED_LENGTH,
          "row %d has squared length %d; with more than %d a product might overflow",
          row,
          squares,
          SQUARED_LENGTH);
    }
    return new CodeStrips(count, dimension, rows, strips);
  }

  /// Scales a row to length [#UNIT] and rounds it, to nearest.
  ///
  /// @param vectors the row begins at `offset`
  /// @param codes receives it, from `target` on; zeros where it has no direction (length zero, or
  ///   not finite)
  public static void quantize(
      float[] vectors, int offset, int dimension, byte[] codes, int target) {
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      squares += (double) vectors[offset + i] * vectors[offset + i];
    }
    boolean hasDirection = squares > 0 && Double.isFinite(squares);
    double factor = hasDirection ? UNIT / Math.sqrt(squares) : 0;
    for (int i = 0; i < dimension; i++) {
      codes[target + i] = hasDirection ? (byte) Math.rint(vectors[offset + i] * factor) : 0;
    }
  }

  public int count() {
    return count;
  }

  public int dimension() {
    return dimension;
  }

  /// One number of one row.
  public int at(int row, int coordinate) {
    Objects.checkIndex(row, count);
    return rows[row * dimension + Objects.checkIndex(coordinate, dimension)];
  }

  public long memoryBytes() {
    return (long) Short.BYTES * (rows.length + strips.length);
  }

  static int rowsPerStrip() {
    return Kernels.HAS_LANES ? LanePairProducts.ROWS_PER_STRIP : ScalarPairProducts.ROWS_PER_STRIP;
  }

  static int padded(int count, int step) {
    return (count + step - 1) / step * step;
  }

  short[] rows() {
    return rows;
  }

  short[] strips() {
    return strips;
  }
}
