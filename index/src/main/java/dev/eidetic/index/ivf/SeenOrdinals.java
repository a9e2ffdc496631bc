package dev.eidetic.index.ivf;

import java.util.Arrays;

/// Ordinals that one search has met: a bit each, cleared one by one, because a search meets few.
final class SeenOrdinals {

  private long[] bits = {};
  private int[] met = new int[64];
  private int count;

  /// Returns false if it was there already.
  boolean add(int ordinal) {
    int word = ordinal >>> 6;
    if (word >= bits.length) {
      bits = Arrays.copyOf(bits, Math.max(word + 1, bits.length + (bits.length >> 1)));
    }
    long bit = 1L << (ordinal & 63);
    if ((bits[word] & bit) != 0) {
      return false;
    }
    bits[word] |= bit;
    if (count == met.length) {
      met = Arrays.copyOf(met, 2 * count);
    }
    met[count++] = ordinal;
    return true;
  }

  void clear() {
    for (int i = 0; i < count; i++) {
      bits[met[i] >>> 6] = 0;
    }
    count = 0;
  }
}
