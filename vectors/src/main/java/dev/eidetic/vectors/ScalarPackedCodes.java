package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// [PackedCodes] by plain loops.
final class ScalarPackedCodes {

  private ScalarPackedCodes() {}

  static float dot(MemorySegment codes, long offset, int bits, float[] query) {
    float sum = 0;
    int weight = 1;
    long at = offset;
    for (int part : PackedCodes.PARTS) {
      if ((bits & part) != 0) {
        int length = query.length / PackedCodes.GRANULE * part;
        sum = Math.fma(weight, part(codes, at, part, query, 0, length), sum);
        weight <<= part;
        at += length;
      }
    }
    return sum;
  }

  /// One part.
  ///
  /// @param from the first byte that counts
  /// @param length of the part in bytes
  static float part(
      MemorySegment codes, long offset, int part, float[] query, int from, int length) {
    int mask = (1 << part) - 1;
    float sum = 0;
    for (int j = from; j < length; j++) {
      int packed = codes.get(ValueLayout.JAVA_BYTE, offset + j);
      for (int i = 0; i * part < 8; i++) {
        sum = Math.fma(packed >> (i * part) & mask, query[i * length + j], sum);
      }
    }
    return sum;
  }
}
