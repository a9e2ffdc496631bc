package dev.eidetic.encode.image;

import dev.eidetic.encode.image.ImageRefusedException.Reason;
import java.nio.charset.StandardCharsets;

/// Reading a file's bytes with every access checked. Offsets are `long`, so that sums of hostile
/// lengths cannot overflow.
final class FileBytes {

  private final byte[] array;
  private final ImageFormat format;

  /// @param array the whole file, not copied
  /// @param format named in messages
  FileBytes(byte[] array, ImageFormat format) {
    this.array = array;
    this.format = format;
  }

  byte[] array() {
    return array;
  }

  ImageFormat format() {
    return format;
  }

  int length() {
    return array.length;
  }

  boolean has(long at, long count) {
    return at >= 0 && count >= 0 && at <= array.length - count;
  }

  int unsignedByte(long at) throws ImageRefusedException {
    if (!has(at, 1)) {
      throw endsEarly();
    }
    return array[(int) at] & 0xff;
  }

  /// Two bytes as an unsigned number.
  int shortAt(long at, boolean bigEndian) throws ImageRefusedException {
    int first = unsignedByte(at);
    int second = unsignedByte(at + 1);
    return bigEndian ? (first << 8) | second : (second << 8) | first;
  }

  /// Four bytes as an unsigned number.
  long intAt(long at, boolean bigEndian) throws ImageRefusedException {
    long first = shortAt(at, bigEndian);
    long second = shortAt(at + 2, bigEndian);
    return bigEndian ? (first << 16) | second : (second << 16) | first;
  }

  /// Eight bytes as a number; `Long.MAX_VALUE`, which no file reaches, where they exceed a `long`.
  long longAt(long at, boolean bigEndian) throws ImageRefusedException {
    long first = intAt(at, bigEndian);
    long second = intAt(at + 4, bigEndian);
    long value = bigEndian ? (first << 32) | second : (second << 32) | first;
    return value < 0 ? Long.MAX_VALUE : value;
  }

  /// True when these Latin-1 characters are at that place; false beyond the end.
  boolean matches(long at, String characters) {
    byte[] wanted = characters.getBytes(StandardCharsets.ISO_8859_1);
    if (!has(at, wanted.length)) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (array[(int) at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  ImageRefusedException endsEarly() {
    return new ImageRefusedException(
        Reason.CORRUPT,
        "the %s file ends early, after %d bytes; copy or download it again"
            .formatted(format, array.length));
  }

  /// @param what a clause such as `its width is 0`
  ImageRefusedException corrupt(String what) {
    return new ImageRefusedException(
        Reason.CORRUPT,
        "the %s file is damaged: %s; copy or download it again".formatted(format, what));
  }

  /// @param what a clause such as `its samples are floating-point numbers`
  ImageRefusedException unsupported(String what) {
    return new ImageRefusedException(
        Reason.UNSUPPORTED,
        "the %s file cannot be decoded: %s; save it as an 8-bit PNG or JPEG"
            .formatted(format, what));
  }
}
