package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The byte kernels by plain loops: the oracle in tests, what runs without the Vector API, and what
/// adds the numbers that fill no lanes.
final class ScalarByteKernels {

  private ScalarByteKernels() {}

  /// Inner product of the numbers from place `from` on.
  static int dot(byte[] query, MemorySegment rows, long offset, int from) {
    int sum = 0;
    for (int i = from; i < query.length; i++) {
      sum += query[i] * rows.get(ValueLayout.JAVA_BYTE, offset + i);
    }
    return sum;
  }

  /// Squared distance over the same numbers.
  static int squaredDistance(byte[] query, MemorySegment rows, long offset, int from) {
    int sum = 0;
    for (int i = from; i < query.length; i++) {
      int difference = query[i] - rows.get(ValueLayout.JAVA_BYTE, offset + i);
      sum += difference * difference;
    }
    return sum;
  }
}
