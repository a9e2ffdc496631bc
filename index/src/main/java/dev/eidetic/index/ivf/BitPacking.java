package dev.eidetic.index.ivf;

/// Codes of 4 to 8 bits without gaps: code `i` of a vector takes as many bits from bit `i * bits`
/// on, counted from the lowest bit of the first byte.
///
/// @param count codes per vector
/// @param bits per code
record BitPacking(int count, int bits) {

  /// Bytes per vector.
  int bytes() {
    return (count * bits + 7) / 8;
  }

  /// @param codes one per byte, from `start` on
  /// @param packed receives [#bytes] bytes from `offset` on
  void pack(byte[] codes, int start, byte[] packed, int offset) {
    int bytes = bytes();
    for (int i = 0; i < bytes; i++) {
      packed[offset + i] = 0;
    }
    for (int i = 0; i < count; i++) {
      int bit = i * bits;
      int place = offset + bit / 8;
      int shifted = (codes[start + i] & ((1 << bits) - 1)) << bit % 8;
      packed[place] |= (byte) shifted;
      if (shifted > 255) {
        packed[place + 1] |= (byte) (shifted >> 8);
      }
    }
  }

  /// @param target receives one code per byte
  void unpack(byte[] packed, int offset, byte[] target) {
    for (int i = 0; i < count; i++) {
      target[i] = (byte) code(packed, offset, i);
    }
  }

  private int code(byte[] packed, int offset, int i) {
    int bit = i * bits;
    int place = offset + bit / 8;
    int pair = Byte.toUnsignedInt(packed[place]);
    if (bit % 8 + bits > 8) {
      pair |= Byte.toUnsignedInt(packed[place + 1]) << 8;
    }
    return pair >> bit % 8 & ((1 << bits) - 1);
  }

  /// Sums the table entries that a vector's codes name; tables have `2^bits` entries per code.
  float sum(byte[] packed, int offset, float[] tables) {
    return switch (bits) {
      case 8 -> sumBytes(packed, offset, tables);
      case 4 -> sumHalves(packed, offset, tables);
      default -> sumAny(packed, offset, tables);
    };
  }

  /// Four chains of additions, because one would wait for itself.
  private float sumBytes(byte[] packed, int offset, float[] tables) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      int table = i << 8;
      a += tables[table + Byte.toUnsignedInt(packed[offset + i])];
      b += tables[table + 256 + Byte.toUnsignedInt(packed[offset + i + 1])];
      c += tables[table + 512 + Byte.toUnsignedInt(packed[offset + i + 2])];
      d += tables[table + 768 + Byte.toUnsignedInt(packed[offset + i + 3])];
    }
    for (; i < count; i++) {
      a += tables[(i << 8) + Byte.toUnsignedInt(packed[offset + i])];
    }
    return a + b + (c + d);
  }

  private float sumHalves(byte[] packed, int offset, float[] tables) {
    float low = 0;
    float high = 0;
    int pairs = count / 2;
    for (int i = 0; i < pairs; i++) {
      int pair = packed[offset + i];
      low += tables[(i << 5) + (pair & 15)];
      high += tables[(i << 5) + 16 + (pair >> 4 & 15)];
    }
    if (count % 2 == 1) {
      low += tables[((count - 1) << 4) + (packed[offset + pairs] & 15)];
    }
    return low + high;
  }

  private float sumAny(byte[] packed, int offset, float[] tables) {
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i + 2 <= count; i += 2) {
      even += tables[(i << bits) + code(packed, offset, i)];
      odd += tables[((i + 1) << bits) + code(packed, offset, i + 1)];
    }
    if (i < count) {
      even += tables[(i << bits) + code(packed, offset, i)];
    }
    return even + odd;
  }
}
