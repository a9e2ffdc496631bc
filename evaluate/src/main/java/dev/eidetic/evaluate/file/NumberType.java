package dev.eidetic.evaluate.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/// A kind of number as NumPy names it: `<i8` is a little-endian signed integer of eight bytes.
///
/// @param kind whether whole, and whether signed
/// @param bytes per number: 1, 2, 4 or 8, for reals 2, 4 or 8
/// @param order of the bytes; irrelevant for one byte
public record NumberType(Kind kind, int bytes, ByteOrder order) {

  /// What the bytes mean.
  public enum Kind {
    /// Two's complement.
    SIGNED,
    /// Whole and not negative.
    UNSIGNED,
    /// 0 is false, everything else is true.
    TRUTH,
    /// IEEE 754.
    REAL
  }

  // constants, so that the compiler turns each access into one load
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// @param name such as `<i8`, `>f4`, `|u1`, or without the order (`i8`: this machine's, taken as
  ///   little-endian)
  /// @return nothing if it names no number of these kinds
  public static Optional<NumberType> parse(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    char first = name.charAt(0);
    boolean ordered = "<>|=".indexOf(first) >= 0;
    var order = first == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    String rest = ordered ? name.substring(1) : name;
    var type =
        switch (rest) {
          case "b1", "?", "bool" -> new NumberType(Kind.TRUTH, 1, order);
          case "i1", "i2", "i4", "i8" -> new NumberType(Kind.SIGNED, width(rest), order);
          case "u1", "u2", "u4", "u8" -> new NumberType(Kind.UNSIGNED, width(rest), order);
          case "f2", "f4", "f8" -> new NumberType(Kind.REAL, width(rest), order);
          default -> null;
        };
    return Optional.ofNullable(type);
  }

  private static int width(String name) {
    return name.charAt(1) - '0';
  }

  public boolean whole() {
    return kind != Kind.REAL;
  }

  /// The whole number at an offset; an unsigned one of eight bytes beyond `Long.MAX_VALUE` comes
  /// out negative.
  ///
  /// @param offset in bytes
  public long wholeAt(MemorySegment data, long offset) {
    return switch (bytes) {
      case 1 -> oneByte(data.get(ValueLayout.JAVA_BYTE, offset));
      case 2 -> twoBytes(shortAt(data, offset));
      case 4 -> fourBytes(intAt(data, offset));
      default -> longAt(data, offset);
    };
  }

  private short shortAt(MemorySegment data, long offset) {
    short value = data.get(SHORT, offset);
    return order == ByteOrder.LITTLE_ENDIAN ? value : Short.reverseBytes(value);
  }

  private int intAt(MemorySegment data, long offset) {
    int value = data.get(INT, offset);
    return order == ByteOrder.LITTLE_ENDIAN ? value : Integer.reverseBytes(value);
  }

  private long longAt(MemorySegment data, long offset) {
    long value = data.get(LONG, offset);
    return order == ByteOrder.LITTLE_ENDIAN ? value : Long.reverseBytes(value);
  }

  private long oneByte(byte value) {
    return kind == Kind.TRUTH
        ? (value == 0 ? 0 : 1)
        : kind == Kind.UNSIGNED ? Byte.toUnsignedLong(value) : value;
  }

  private long twoBytes(short value) {
    return kind == Kind.UNSIGNED ? Short.toUnsignedLong(value) : value;
  }

  private long fourBytes(int value) {
    return kind == Kind.UNSIGNED ? Integer.toUnsignedLong(value) : value;
  }

  /// The number at an offset, as a real; whole numbers are converted.
  ///
  /// @param offset in bytes
  public double realAt(MemorySegment data, long offset) {
    if (whole()) {
      return wholeAt(data, offset);
    }
    return switch (bytes) {
      case 2 -> Float.float16ToFloat(shortAt(data, offset));
      case 4 -> Float.intBitsToFloat(intAt(data, offset));
      default -> Double.longBitsToDouble(longAt(data, offset));
    };
  }

  /// NumPy's name, such as `<i8`.
  @Override
  public String toString() {
    char orderSign = bytes == 1 ? '|' : order == ByteOrder.LITTLE_ENDIAN ? '<' : '>';
    char kindSign =
        switch (kind) {
          case SIGNED -> 'i';
          case UNSIGNED -> 'u';
          case TRUTH -> 'b';
          case REAL -> 'f';
        };
    return "" + orderSign + kindSign + bytes;
  }
}
