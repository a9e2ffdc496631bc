package dev.eidetic.index.core;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Whole numbers from 0 to 255 in a byte each, exactly: a signed byte holds the number less
/// [#OFFSET]. So distances from a query are those of its numbers less the same.
final class WholeNumbers {

  static final float OFFSET = 128;

  private static final int MOST = 255;

  private WholeNumbers() {}

  /// Whether all numbers of a vector are such.
  static boolean areIn(float[] source, int start, int dimension) {
    for (int i = start; i < start + dimension; i++) {
      float number = source[i];
      if (!(number >= 0 && number <= MOST && number == (int) number)) {
        return false;
      }
    }
    return true;
  }

  static void write(float[] source, int start, int dimension, MemorySegment target, long offset) {
    for (int i = 0; i < dimension; i++) {
      target.set(ValueLayout.JAVA_BYTE, offset + i, (byte) (source[start + i] - OFFSET));
    }
  }

  static void read(MemorySegment segment, long offset, float[] target, int dimension) {
    for (int i = 0; i < dimension; i++) {
      target[i] = segment.get(ValueLayout.JAVA_BYTE, offset + i) + OFFSET;
    }
  }
}
