package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/// Vectors at equal distances in memory outside the heap, and their products with and distances
/// from a query.
///
/// Scores are computed four rows at a time, which hides much of the latency of memory when rows lie
/// scattered: ask for many at once. They differ from those of [ScalarRows] in the last bits, as
/// those of [Kernels] do; a row's score does not depend on the rows beside it, but the kernels for
/// single rows add in another order. Infinite and NaN numbers of float16 are read as if they were
/// finite; [ElementType#write] stores none.
///
/// Thread-safe as long as nobody writes what is read. Rows outside the segment are refused with
/// [IndexOutOfBoundsException].
///
/// @param type how numbers are kept
/// @param dimension numbers per row, at least 1
/// @param segment native or mapped; this record does not own it
/// @param first where row 0 begins in the segment
/// @param stride bytes from one row to the next; more than a row has, if other things lie between
public record Rows(
    ElementType type, int dimension, MemorySegment segment, long first, long stride) {

  private static final int GROUP = 4;

  public Rows {
    require(dimension >= 1, "dimension is %d; it must be at least 1", dimension);
    require(first >= 0, "first is %d; it must not be negative", first);
    require(
        stride >= (long) dimension * type.bytes(),
        "stride is %d bytes; a row of %d numbers of %s needs %d",
        stride,
        dimension,
        type,
        (long) dimension * type.bytes());
    require(segment.isNative(), "rows lie on the heap; they must be native or mapped");
  }

  /// Rows without gaps from the start of a segment.
  public static Rows of(ElementType type, int dimension, MemorySegment segment) {
    return new Rows(type, dimension, segment, 0, (long) dimension * type.bytes());
  }

  /// Copies one row.
  ///
  /// @param start where in `target` the first number goes
  public void read(int ordinal, float[] target, int start) {
    long offset = offset(ordinal);
    for (int i = 0; i < dimension; i++) {
      target[start + i] = type.read(segment, offset + (long) i * type.bytes());
    }
  }

  /// Overwrites one row.
  ///
  /// @param start where in `source` the first number is
  public void write(int ordinal, float[] source, int start) {
    long offset = offset(ordinal);
    for (int i = 0; i < dimension; i++) {
      type.write(segment, offset + (long) i * type.bytes(), source[start + i]);
    }
  }

  /// Inner product with one row.
  public float dot(float[] query, int ordinal) {
    check(query, ordinal);
    long offset = offset(ordinal);
    int whole = wholeLength();
    float sum = whole > 0 ? LaneRows.dot(type, query, segment, offset, whole) : 0;
    return whole == dimension
        ? sum
        : sum + ScalarRows.dot(type, query, segment, offset, whole, dimension);
  }

  /// Squared Euclidean distance from one row.
  public float squaredDistance(float[] query, int ordinal) {
    check(query, ordinal);
    long offset = offset(ordinal);
    int whole = wholeLength();
    float sum = whole > 0 ? LaneRows.squaredDistance(type, query, segment, offset, whole) : 0;
    return whole == dimension
        ? sum
        : sum + ScalarRows.squaredDistance(type, query, segment, offset, whole, dimension);
  }

  /// Computes the numbers of one row less those of a query.
  ///
  /// @param target receives `dimension` numbers from `start` on
  /// @return their squared length
  public float difference(float[] query, int ordinal, float[] target, int start) {
    check(query, ordinal);
    Objects.checkFromIndexSize(start, dimension, target.length);
    long offset = offset(ordinal);
    int whole = wholeLength();
    float square =
        whole > 0
            ? LaneRowDifferences.difference(type, query, segment, offset, whole, target, start)
            : 0;
    return square
        + ScalarRows.difference(type, query, segment, offset, whole, dimension, target, start);
  }

  /// Inner products with rows named one by one.
  ///
  /// @param scores receives as many numbers as ordinals are looked at
  /// @param count how many of the ordinals are looked at
  public void dots(float[] query, int[] ordinals, int count, float[] scores) {
    check(query, count, scores);
    var offsets = new long[GROUP];
    for (int i = 0; i < count; i += GROUP) {
      for (int j = 0; j < GROUP; j++) {
        offsets[j] = offset(ordinals[Math.min(i + j, count - 1)]);
      }
      dots(query, offsets, scores, i, count);
    }
  }

  /// Inner products with consecutive rows.
  ///
  /// @param start ordinal of the first
  public void dots(float[] query, int start, int count, float[] scores) {
    check(query, count, scores);
    var offsets = new long[GROUP];
    for (int i = 0; i < count; i += GROUP) {
      for (int j = 0; j < GROUP; j++) {
        offsets[j] = offset(start + Math.min(i + j, count - 1));
      }
      dots(query, offsets, scores, i, count);
    }
  }

  /// Squared Euclidean distances from rows named one by one.
  ///
  /// @param scores receives as many numbers as ordinals are looked at
  /// @param count how many of the ordinals are looked at
  public void squaredDistances(float[] query, int[] ordinals, int count, float[] scores) {
    check(query, count, scores);
    var offsets = new long[GROUP];
    for (int i = 0; i < count; i += GROUP) {
      for (int j = 0; j < GROUP; j++) {
        offsets[j] = offset(ordinals[Math.min(i + j, count - 1)]);
      }
      squaredDistances(query, offsets, scores, i, count);
    }
  }

  /// Squared Euclidean distances from consecutive rows.
  ///
  /// @param start ordinal of the first
  public void squaredDistances(float[] query, int start, int count, float[] scores) {
    check(query, count, scores);
    var offsets = new long[GROUP];
    for (int i = 0; i < count; i += GROUP) {
      for (int j = 0; j < GROUP; j++) {
        offsets[j] = offset(start + Math.min(i + j, count - 1));
      }
      squaredDistances(query, offsets, scores, i, count);
    }
  }

  private void dots(float[] query, long[] offsets, float[] scores, int place, int count) {
    if (place + GROUP > count) {
      var last = new float[GROUP];
      dots(query, offsets, last, 0, GROUP);
      System.arraycopy(last, 0, scores, place, count - place);
      return;
    }
    int whole = wholeLength();
    if (whole > 0) {
      LaneRows.dots(type, query, segment, offsets, whole, scores, place);
    } else {
      Arrays.fill(scores, place, place + GROUP, 0);
    }
    for (int j = 0; whole < dimension && j < GROUP; j++) {
      scores[place + j] += ScalarRows.dot(type, query, segment, offsets[j], whole, dimension);
    }
  }

  private void squaredDistances(
      float[] query, long[] offsets, float[] scores, int place, int count) {
    if (place + GROUP > count) {
      var last = new float[GROUP];
      squaredDistances(query, offsets, last, 0, GROUP);
      System.arraycopy(last, 0, scores, place, count - place);
      return;
    }
    int whole = wholeLength();
    if (whole > 0) {
      LaneRows.squaredDistances(type, query, segment, offsets, whole, scores, place);
    } else {
      Arrays.fill(scores, place, place + GROUP, 0);
    }
    for (int j = 0; whole < dimension && j < GROUP; j++) {
      scores[place + j] +=
          ScalarRows.squaredDistance(type, query, segment, offsets[j], whole, dimension);
    }
  }

  private void check(float[] query, int count, float[] scores) {
    requireDimension(query);
    Objects.checkFromIndexSize(0, count, scores.length);
  }

  private void check(float[] query, int ordinal) {
    requireDimension(query);
    Objects.checkFromIndexSize(
        offset(ordinal), (long) dimension * type.bytes(), segment.byteSize());
  }

  private void requireDimension(float[] query) {
    require(
        query.length == dimension, "query has %d numbers; rows have %d", query.length, dimension);
  }

  private int wholeLength() {
    return Kernels.HAS_LANES ? LaneRows.wholeLength(type, dimension) : 0;
  }

  private long offset(int ordinal) {
    return first + stride * ordinal;
  }
}
