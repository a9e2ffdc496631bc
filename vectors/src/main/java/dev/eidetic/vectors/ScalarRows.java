package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;

/// The row kernels by plain loops: the oracle in tests, what runs without the Vector API, and what
/// adds the numbers that fill no lanes.
final class ScalarRows {

  private ScalarRows() {}

  /// Inner product of the numbers `from` to `to - 1` of the query and of the row at an offset.
  static float dot(
      ElementType type, float[] query, MemorySegment rows, long offset, int from, int to) {
    float sum = 0;
    for (int i = from; i < to; i++) {
      sum = Math.fma(query[i], type.read(rows, offset + (long) i * type.bytes()), sum);
    }
    return sum;
  }

  /// Squared distance over the same numbers.
  static float squaredDistance(
      ElementType type, float[] query, MemorySegment rows, long offset, int from, int to) {
    float sum = 0;
    for (int i = from; i < to; i++) {
      float difference = query[i] - type.read(rows, offset + (long) i * type.bytes());
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  /// The row less the query over the same numbers, into `target` from `start + from` on.
  ///
  /// @return the squared length
  static float difference(
      ElementType type,
      float[] query,
      MemorySegment rows,
      long offset,
      int from,
      int to,
      float[] target,
      int start) {
    float sum = 0;
    for (int i = from; i < to; i++) {
      float difference = type.read(rows, offset + (long) i * type.bytes()) - query[i];
      target[start + i] = difference;
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }
}
