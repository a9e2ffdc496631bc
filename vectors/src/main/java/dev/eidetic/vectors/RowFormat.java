package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/// How the numbers of vectors are laid out in native memory, little-endian, and how a query of
/// 32-bit floats is compared with them there, without a copy.
///
/// Results differ from the scalar twin's in the last bits only, as those of [Kernels] do.
public enum RowFormat {

  /// 32-bit floats.
  FLOATS(Float.BYTES),

  /// 16-bit floats of IEEE 754; what is larger than 65504 becomes 65504.
  HALVES(Short.BYTES),

  /// The upper half of a 32-bit float, rounded to nearest.
  UPPER_HALVES(Short.BYTES),

  /// Whole numbers from -128 to 127; others are rounded, and those beyond become the nearest bound.
  BYTES(Byte.BYTES);

  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final float LARGEST_HALF = 65504;

  private final int numberBytes;

  RowFormat(int numberBytes) {
    this.numberBytes = numberBytes;
  }

  /// Bytes of one number.
  public int numberBytes() {
    return numberBytes;
  }

  /// Writes `count` numbers to `target` from `at` on.
  public void encode(float[] numbers, int offset, int count, MemorySegment target, long at) {
    Objects.checkFromIndexSize(offset, count, numbers.length);
    for (int i = 0; i < count; i++) {
      float number = numbers[offset + i];
      switch (this) {
        case FLOATS -> target.set(FLOAT, at + 4L * i, number);
        case HALVES -> target.set(SHORT, at + 2L * i, half(number));
        case UPPER_HALVES -> target.set(SHORT, at + 2L * i, upperHalf(number));
        case BYTES -> target.set(ValueLayout.JAVA_BYTE, at + i, wholeByte(number));
      }
    }
  }

  /// Reads `count` numbers from `source`, where they begin at `at`.
  public void decode(MemorySegment source, long at, float[] numbers, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, numbers.length);
    switch (this) {
      case FLOATS -> MemorySegment.copy(source, FLOAT, at, numbers, offset, count);
      case HALVES -> {
        for (int i = 0; i < count; i++) {
          numbers[offset + i] = Float.float16ToFloat(source.get(SHORT, at + 2L * i));
        }
      }
      case UPPER_HALVES -> {
        for (int i = 0; i < count; i++) {
          numbers[offset + i] = Float.intBitsToFloat(source.get(SHORT, at + 2L * i) << 16);
        }
      }
      case BYTES -> {
        for (int i = 0; i < count; i++) {
          numbers[offset + i] = source.get(ValueLayout.JAVA_BYTE, at + i);
        }
      }
    }
  }

  /// Squared distance of a query to the `query.length` numbers that begin at `at`.
  public float squaredDistance(MemorySegment rows, long at, float[] query) {
    if (!Kernels.HAS_LANES) {
      return ScalarRowFormat.squaredDistance(this, rows, at, query);
    }
    return switch (this) {
      case FLOATS -> LaneRowFormat.floatDistance(rows, at, query);
      case HALVES -> LaneRowFormat.halfDistance(rows, at, query);
      case UPPER_HALVES -> LaneRowFormat.upperHalfDistance(rows, at, query);
      case BYTES -> LaneRowFormat.byteDistance(rows, at, query);
    };
  }

  /// Computes the numbers that begin at `at` less those of a query.
  ///
  /// @param differences receives `query.length` numbers from `offset` on
  /// @return their squared length
  public float difference(
      MemorySegment rows, long at, float[] query, float[] differences, int offset) {
    Objects.checkFromIndexSize(offset, query.length, differences.length);
    if (!Kernels.HAS_LANES) {
      return ScalarRowFormat.difference(this, rows, at, query, differences, offset);
    }
    return switch (this) {
      case FLOATS -> LaneRowFormat.floatDifference(rows, at, query, differences, offset);
      case HALVES -> LaneRowFormat.halfDifference(rows, at, query, differences, offset);
      case UPPER_HALVES -> LaneRowFormat.upperHalfDifference(rows, at, query, differences, offset);
      case BYTES -> LaneRowFormat.byteDifference(rows, at, query, differences, offset);
    };
  }

  /// Inner product of a query with the `query.length` numbers that begin at `at`.
  public float dot(MemorySegment rows, long at, float[] query) {
    if (!Kernels.HAS_LANES) {
      return ScalarRowFormat.dot(this, rows, at, query);
    }
    return switch (this) {
      case FLOATS -> LaneRowFormat.floatDot(rows, at, query);
      case HALVES -> LaneRowFormat.halfDot(rows, at, query);
      case UPPER_HALVES -> LaneRowFormat.upperHalfDot(rows, at, query);
      case BYTES -> LaneRowFormat.byteDot(rows, at, query);
    };
  }

  private static short half(float number) {
    return Float.floatToFloat16(Math.clamp(number, -LARGEST_HALF, LARGEST_HALF));
  }

  /// The upper half of a float, rounded to nearest, ties to even.
  public static short upperHalf(float number) {
    int bits = Float.floatToRawIntBits(number);
    return (short) ((bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16);
  }

  private static byte wholeByte(float number) {
    return (byte) Math.clamp(Math.round(number), Byte.MIN_VALUE, Byte.MAX_VALUE);
  }
}
