package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;

/// The bit kernels on 64-bit words: what runs wherever lanes have no instruction that counts bits,
/// because the one for words is faster than lanes without.
final class ScalarBitKernels {

  private ScalarBitKernels() {}

  static int dot(MemorySegment codes, long offset, int words, long[] planes, int bits) {
    return dot(codes, offset, 0, words, planes, bits);
  }

  /// The part of the product that comes from the words from `first` on, a multiple of the step.
  static int dot(MemorySegment codes, long offset, int first, int words, long[] planes, int bits) {
    int sum = 0;
    for (int word = first; word < words; word += BitKernels.STEP) {
      long start = offset + (long) Long.BYTES * word;
      int bytes = Long.BYTES * Math.min(BitKernels.STEP, words - word);
      int place = word * bits;
      int bit = 0;
      for (; bit + 4 <= bits; bit += 4) {
        sum += fourPlanes(codes, start, bytes, planes, place + bit * BitKernels.STEP) << bit;
      }
      for (; bit < bits; bit++) {
        sum += onePlane(codes, start, bytes, planes, place + bit * BitKernels.STEP) << bit;
      }
    }
    return sum;
  }

  /// Four planes a word, so that the code is loaded once. The loop ends on inequality, as that of
  /// [LaneFastScan] and for the same reason.
  private static int fourPlanes(
      MemorySegment codes, long offset, int bytes, long[] planes, int start) {
    int first = 0;
    int second = 0;
    int third = 0;
    int fourth = 0;
    int place = start;
    for (int i = 0; i != bytes; i += Long.BYTES) {
      long code = codes.get(BitKernels.WORD, offset + i);
      first += Long.bitCount(code & planes[place]);
      second += Long.bitCount(code & planes[place + BitKernels.STEP]);
      third += Long.bitCount(code & planes[place + 2 * BitKernels.STEP]);
      fourth += Long.bitCount(code & planes[place + 3 * BitKernels.STEP]);
      place++;
    }
    return first + 2 * second + 4 * third + 8 * fourth;
  }

  private static int onePlane(
      MemorySegment codes, long offset, int bytes, long[] planes, int start) {
    int sum = 0;
    int place = start;
    for (int i = 0; i != bytes; i += Long.BYTES) {
      sum += Long.bitCount(codes.get(BitKernels.WORD, offset + i) & planes[place]);
      place++;
    }
    return sum;
  }
}
