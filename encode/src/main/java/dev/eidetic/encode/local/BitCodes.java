package dev.eidetic.encode.local;

import dev.eidetic.vectors.CodeStrips;
import java.util.Arrays;

/// Unit vectors in 1 to 8 bits per number.
///
/// 8 bits are those of [CodeStrips#quantize]. Fewer are steps of equal width about 0, as wide as
/// suits numbers with a normal distribution (Max, 1960), which those of rotated vectors have;
/// number `i` lies in bits `i * bits` to `(i + 1) * bits - 1`, counted from the lowest of the first
/// byte.
final class BitCodes {

  /// By bits: the width of a step for standard normal numbers that loses least.
  private static final double[] STEPS = {0, 1.596, 0.9957, 0.586, 0.3352, 0.1881, 0.1041, 0.0569};

  private BitCodes() {}

  static int bytes(int dimension, int bits) {
    return (dimension * bits + 7) / 8;
  }

  /// @param vector of length 1, or zeros
  /// @param packed receives [#bytes]
  static void encode(float[] vector, int bits, byte[] packed) {
    if (bits == 8) {
      CodeStrips.quantize(vector, 0, vector.length, packed, 0);
      return;
    }
    Arrays.fill(packed, (byte) 0);
    int levels = 1 << bits;
    double perStep = Math.sqrt(vector.length) / STEPS[bits];
    for (int i = 0; i < vector.length; i++) {
      int code = Math.clamp((int) Math.floor(vector[i] * perStep) + levels / 2, 0, levels - 1);
      for (int bit = 0; bit < bits; bit++) {
        int place = i * bits + bit;
        packed[place >> 3] |= (byte) (((code >> bit) & 1) << (place & 7));
      }
    }
  }

  /// @param codes receives `dimension` numbers from `offset` on, about [CodeStrips#UNIT] long
  static void decode(byte[] packed, int bits, byte[] codes, int offset, int dimension) {
    if (bits == 8) {
      System.arraycopy(packed, 0, codes, offset, dimension);
      return;
    }
    var numbers = new float[dimension];
    int middle = (1 << bits) - 1;
    for (int i = 0; i < dimension; i++) {
      int place = i * bits;
      int low = packed[place >> 3] & 0xff;
      int high = packed[(place + bits - 1) >> 3] & 0xff; // the same byte where the code lies in one
      int code = (((high << 8) | low) >> (place & 7)) & middle;
      numbers[i] = 2 * code - middle;
    }
    CodeStrips.quantize(numbers, 0, dimension, codes, offset);
  }
}
