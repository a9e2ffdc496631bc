package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Inner products and distances of vectors of signed bytes, exact.
///
/// For rows of int8 against a query of floats see [Rows]; with a query of bytes no number need be
/// converted to a float, which is about three times as fast where rows come from the cache. Vectors
/// of unsigned bytes have the same distances when 128 is taken from all numbers.
///
/// Rows lie in native or mapped memory. Thread-safe as long as nobody writes what is read.
public final class ByteKernels {

  /// Up to this length no result exceeds an `int`.
  public static final int LONGEST = 33_025;

  private ByteKernels() {}

  /// Inner product with the row at an offset.
  ///
  /// @param query at most [#LONGEST] numbers, as many as the row has
  public static int dot(byte[] query, MemorySegment rows, long offset) {
    check(query, rows, offset);
    return Kernels.HAS_LANES
        ? LaneByteKernels.dot(query, rows, offset)
        : ScalarByteKernels.dot(query, rows, offset, 0);
  }

  /// Squared Euclidean distance from the row at an offset.
  ///
  /// @param query at most [#LONGEST] numbers, as many as the row has
  public static int squaredDistance(byte[] query, MemorySegment rows, long offset) {
    check(query, rows, offset);
    return Kernels.HAS_LANES
        ? LaneByteKernels.squaredDistance(query, rows, offset)
        : ScalarByteKernels.squaredDistance(query, rows, offset, 0);
  }

  private static void check(byte[] query, MemorySegment rows, long offset) {
    require(
        query.length <= LONGEST,
        "query has %d numbers; with more than %d a sum might overflow",
        query.length,
        LONGEST);
    require(rows.isNative(), "rows lie on the heap; they must be native or mapped");
    Objects.checkFromIndexSize(offset, query.length, rows.byteSize());
  }
}
