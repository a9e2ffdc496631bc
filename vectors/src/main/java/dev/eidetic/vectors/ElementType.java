package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// How a number of a stored vector is kept; little-endian, at any offset.
public enum ElementType {
  /// IEEE 754 single precision: the number itself.
  FLOAT32(4),

  /// IEEE 754 half precision: 11 significant bits, up to 65504.
  FLOAT16(2),

  /// The upper half of a float32: 8 significant bits, the range of a float32.
  BFLOAT16(2),

  /// An integer from -128 to 127; scaling is its owner's business.
  INT8(1);

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final float LARGEST_HALF = 65504;

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /// The size of one number.
  public int bytes() {
    return bytes;
  }

  /// Reads one number.
  public float read(MemorySegment segment, long offset) {
    return switch (this) {
      case FLOAT32 -> segment.get(FLOAT, offset);
      case FLOAT16 -> Float.float16ToFloat(segment.get(SHORT, offset));
      case BFLOAT16 -> Float.intBitsToFloat(segment.get(SHORT, offset) << 16);
      case INT8 -> segment.get(ValueLayout.JAVA_BYTE, offset);
    };
  }

  /// Writes the nearest number that can be kept, the even one of two.
  ///
  /// @throws IllegalArgumentException if the number is not finite or out of the type's range
  public void write(MemorySegment segment, long offset, float number) {
    float most =
        switch (this) {
          case FLOAT32, BFLOAT16 -> Float.MAX_VALUE;
          case FLOAT16 -> LARGEST_HALF;
          case INT8 -> 127.5f;
        };
    float least = this == INT8 ? -128.5f : -most;
    require(
        least <= number && number <= most,
        "number is %s; %s holds %s to %s",
        number,
        this,
        least,
        most);
    switch (this) {
      case FLOAT32 -> segment.set(FLOAT, offset, number);
      case FLOAT16 -> segment.set(SHORT, offset, Float.floatToFloat16(number));
      case BFLOAT16 -> segment.set(SHORT, offset, toBfloat16(number));
      case INT8 ->
          segment.set(ValueLayout.JAVA_BYTE, offset, (byte) Math.min(127, Math.rint(number)));
    }
  }

  private static short toBfloat16(float number) {
    int bits = Float.floatToRawIntBits(number);
    int rounded = bits + 0x7FFF + (bits >>> 16 & 1);
    boolean overflows = (rounded & 0x7F800000) == 0x7F800000;
    return (short) ((overflows ? bits : rounded) >>> 16);
  }
}
