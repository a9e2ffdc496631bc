package dev.eidetic.encode.hash;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.HexFormat;

/// 256 bits of what a picture looks like; those of copies differ in few.
///
/// @param first bits 255 to 192, as written first in [#hex]
/// @param second bits 191 to 128
/// @param third bits 127 to 64
/// @param fourth bits 63 to 0
public record PerceptualHash(long first, long second, long third, long fourth) {

  /// At most so many bits differ between copies, as PDQ's authors recommend.
  public static final int COPY_BITS = 31;

  private static final int DIGITS = 64;

  /// @param hex 64 hexadecimal digits, as PDQ writes its hashes
  public static PerceptualHash of(String hex) {
    require(
        hex.length() == DIGITS && hex.chars().allMatch(HexFormat::isHexDigit),
        "hash is \"%s\"; it must be %d hexadecimal digits",
        hex,
        DIGITS);
    return new PerceptualHash(
        Long.parseUnsignedLong(hex, 0, 16, 16),
        Long.parseUnsignedLong(hex, 16, 32, 16),
        Long.parseUnsignedLong(hex, 32, 48, 16),
        Long.parseUnsignedLong(hex, 48, 64, 16));
  }

  /// How many bits differ, 0 to 256.
  public int distance(PerceptualHash other) {
    return Long.bitCount(first ^ other.first)
        + Long.bitCount(second ^ other.second)
        + Long.bitCount(third ^ other.third)
        + Long.bitCount(fourth ^ other.fourth);
  }

  /// Bits `64 * word` to `64 * word + 63`.
  ///
  /// @param word 0 to 3
  public long word(int word) {
    return switch (word) {
      case 0 -> fourth;
      case 1 -> third;
      case 2 -> second;
      case 3 -> first;
      default ->
          throw new IllegalArgumentException("word is %d; it must be 0 to 3".formatted(word));
    };
  }

  /// 64 hexadecimal digits.
  public String hex() {
    var digits = HexFormat.of();
    return digits.toHexDigits(first)
        + digits.toHexDigits(second)
        + digits.toHexDigits(third)
        + digits.toHexDigits(fourth);
  }
}
