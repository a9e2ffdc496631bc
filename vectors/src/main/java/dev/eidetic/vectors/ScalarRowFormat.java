package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The kernels of [RowFormat] by plain loops.
final class ScalarRowFormat {

  private ScalarRowFormat() {}

  static float squaredDistance(RowFormat format, MemorySegment rows, long at, float[] query) {
    float sum = 0;
    for (int i = 0; i < query.length; i++) {
      float difference = query[i] - number(format, rows, at, i);
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  static float difference(
      RowFormat format,
      MemorySegment rows,
      long at,
      float[] query,
      float[] differences,
      int offset) {
    float sum = 0;
    for (int i = 0; i < query.length; i++) {
      float difference = number(format, rows, at, i) - query[i];
      differences[offset + i] = difference;
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  static float dot(RowFormat format, MemorySegment rows, long at, float[] query) {
    float sum = 0;
    for (int i = 0; i < query.length; i++) {
      sum = Math.fma(query[i], number(format, rows, at, i), sum);
    }
    return sum;
  }

  static float number(RowFormat format, MemorySegment rows, long at, int i) {
    return switch (format) {
      case FLOATS -> rows.get(RowFormat.FLOAT, at + 4L * i);
      case HALVES -> Float.float16ToFloat(rows.get(RowFormat.SHORT, at + 2L * i));
      case UPPER_HALVES -> Float.intBitsToFloat(rows.get(RowFormat.SHORT, at + 2L * i) << 16);
      case BYTES -> rows.get(ValueLayout.JAVA_BYTE, at + i);
    };
  }
}
