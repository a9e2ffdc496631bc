package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Objects;

/// Tables by which [FastScan] sums the inner products of a query with vectors of signs: for each
/// four coordinates and each of the 16 patterns of their signs, what the coordinates add up to
/// whose sign is positive, counted from the smallest of the 16.
///
/// Bit `i` of a pattern is that of the `i`-th of the four, as in [SignCodes].
public final class SignTables {

  /// Bits of an entry.
  public static final int ENTRY_BITS = 6;

  /// The largest entry.
  public static final int LARGEST = (1 << ENTRY_BITS) - 1;

  /// Added to a float below 2^22, its lowest bits are the nearest whole number.
  static final float ROUNDING = 0x1p23f;

  private static final int ENTRIES = 1 << SignCodes.PER_CODE;

  private SignTables() {}

  /// The sum of all magnitudes.
  ///
  /// @param query a multiple of 16 numbers
  public static float magnitude(float[] query) {
    check(query);
    return Kernels.HAS_LANES ? LaneSignTables.magnitude(query) : scalarMagnitude(query);
  }

  /// The largest sum of four magnitudes that share a table.
  ///
  /// @param query a multiple of 16 numbers
  public static float widest(float[] query) {
    check(query);
    return Kernels.HAS_LANES ? LaneSignTables.widest(query) : scalarWidest(query);
  }

  /// Makes the tables.
  ///
  /// @param query a multiple of 16 numbers
  /// @param factor of the sums; times [#widest] at most [#LARGEST]
  /// @param tables receives four entries per number, rounded to the nearest
  public static void fill(float[] query, float factor, byte[] tables) {
    check(query);
    Objects.checkFromIndexSize(0, 4 * query.length, tables.length);
    if (Kernels.HAS_LANES) {
      LaneSignTables.fill(query, factor, tables);
    } else {
      scalarFill(query, factor, tables);
    }
  }

  private static void check(float[] query) {
    require(
        query.length % 16 == 0,
        "query has %d numbers; they must be a multiple of 16",
        query.length);
  }

  static float scalarMagnitude(float[] query) {
    float sum = 0;
    for (float number : query) {
      sum += Math.abs(number);
    }
    return sum;
  }

  static float scalarWidest(float[] query) {
    float widest = 0;
    for (int i = 0; i < query.length; i += 4) {
      float width =
          (Math.abs(query[i]) + Math.abs(query[i + 1]))
              + (Math.abs(query[i + 2]) + Math.abs(query[i + 3]));
      widest = Math.max(widest, width);
    }
    return widest;
  }

  static void scalarFill(float[] query, float factor, byte[] tables) {
    for (int i = 0; i < query.length; i += 4) {
      float a = query[i];
      float b = query[i + 1];
      float c = query[i + 2];
      float d = query[i + 3];
      float smallest = (Math.min(a, 0) + Math.min(b, 0)) + (Math.min(c, 0) + Math.min(d, 0));
      for (int k = 0; k < ENTRIES; k++) {
        float sum = -smallest + ((k & 4) != 0 ? c : 0) + ((k & 8) != 0 ? d : 0);
        sum += ((k & 1) != 0 ? a : 0);
        sum += ((k & 2) != 0 ? b : 0);
        int rounded = Float.floatToRawIntBits(Math.fma(sum, factor, ROUNDING));
        tables[4 * i + k] = (byte) (rounded & LARGEST);
      }
    }
  }
}
