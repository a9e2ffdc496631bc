package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// How the numbers of a vector file are written; little-endian. All become floats, whole numbers
/// beyond 2^24 and 64-bit floats by rounding.
enum StoredNumbers {
  FLOAT32(4, "<f4"),
  FLOAT16(2, "<f2"),
  FLOAT64(8, "<f8"),
  INT32(4, "<i4"),
  INT8(1, "|i1"),
  UINT8(1, "|u1");

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  final int bytes;

  /// What NumPy calls it.
  final String numpyName;

  StoredNumbers(int bytes, String numpyName) {
    this.bytes = bytes;
    this.numpyName = numpyName;
  }

  /// @param start byte of the first number
  void copy(MemorySegment from, long start, int count, float[] target, int offset) {
    if (this == FLOAT32) {
      MemorySegment.copy(from, FLOAT, start, target, offset, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      long at = start + (long) i * bytes;
      target[offset + i] =
          switch (this) {
            case FLOAT32 -> from.get(FLOAT, at);
            case FLOAT16 -> Float.float16ToFloat(from.get(SHORT, at));
            case FLOAT64 -> (float) from.get(DOUBLE, at);
            case INT32 -> from.get(INT, at);
            case INT8 -> from.get(ValueLayout.JAVA_BYTE, at);
            case UINT8 -> Byte.toUnsignedInt(from.get(ValueLayout.JAVA_BYTE, at));
          };
    }
  }
}
