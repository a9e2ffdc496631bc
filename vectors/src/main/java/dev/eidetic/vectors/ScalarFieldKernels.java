package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The field kernels by plain loops: the oracle in tests, and what runs without the Vector API.
final class ScalarFieldKernels {

  private ScalarFieldKernels() {}

  static float dot(float[] query, int bits, MemorySegment codes, long offset) {
    int group = FieldKernels.groupLength(bits);
    int mask = (1 << bits) - 1;
    float sum = 0;
    for (int i = 0; i < query.length; i++) {
      int place = i % group;
      long at = offset + (long) (i / group) * FieldKernels.GROUP + place % FieldKernels.GROUP;
      int shift = place / FieldKernels.GROUP * bits;
      int number = codes.get(ValueLayout.JAVA_BYTE, at) >> shift & mask;
      sum = Math.fma(query[i], number, sum);
    }
    return sum;
  }
}
