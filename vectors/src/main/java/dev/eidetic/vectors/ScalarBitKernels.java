package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;

/// The bit kernels on 64-bit words: the oracle in tests, and the faster way wherever lanes have no
/// instruction that counts bits.
final class ScalarBitKernels {

  private ScalarBitKernels() {}

  static int dot(MemorySegment codes, long offset, int words, long[] planes, int bits) {
    int sum = 0;
    int bit = 0;
    for (; bit + 4 <= bits; bit += 4) {
      sum += fourPlanes(codes, offset, words, planes, bit * words) << bit;
    }
    for (; bit < bits; bit++) {
      sum += onePlane(codes, offset, words, planes, bit * words) << bit;
    }
    return sum;
  }

  /// Four planes a word, so that the code is loaded once.
  private static int fourPlanes(
      MemorySegment codes, long offset, int words, long[] planes, int start) {
    int first = 0;
    int second = 0;
    int third = 0;
    int fourth = 0;
    for (int i = 0; i < words; i++) {
      long code = codes.get(BitKernels.WORD, offset + 8L * i);
      int place = start + i;
      first += Long.bitCount(code & planes[place]);
      second += Long.bitCount(code & planes[place + words]);
      third += Long.bitCount(code & planes[place + 2 * words]);
      fourth += Long.bitCount(code & planes[place + 3 * words]);
    }
    return first + 2 * second + 4 * third + 8 * fourth;
  }

  private static int onePlane(
      MemorySegment codes, long offset, int words, long[] planes, int start) {
    int sum = 0;
    for (int i = 0; i < words; i++) {
      sum += Long.bitCount(codes.get(BitKernels.WORD, offset + 8L * i) & planes[start + i]);
    }
    return sum;
  }
}
