package dev.eidetic.index.hnsw;

import java.util.Arrays;

/// Which vertices a walk has seen: a bit each, so that the bits of a million fit into a processor's
/// second-level cache. What was marked is remembered, so that forgetting takes as long as marking.
final class Visited {

  private long[] bits = {};
  private int[] marked = new int[1024];
  private int count;

  /// Forgets everything.
  ///
  /// @param end one more than the largest ordinal to come
  void begin(int end) {
    for (int i = 0; i < count; i++) {
      bits[marked[i] >>> 6] = 0;
    }
    count = 0;
    int words = (int) ((end + 63L) >>> 6);
    if (words > bits.length) {
      bits = new long[words + (words >>> 1)];
    }
  }

  /// @return whether it had not been marked yet
  boolean mark(int ordinal) {
    long word = bits[ordinal >>> 6];
    long bit = 1L << (ordinal & 63);
    if ((word & bit) != 0) {
      return false;
    }
    bits[ordinal >>> 6] = word | bit;
    if (count == marked.length) {
      marked = Arrays.copyOf(marked, 2 * count);
    }
    marked[count++] = ordinal;
    return true;
  }

  boolean isMarked(int ordinal) {
    return (bits[ordinal >>> 6] & 1L << (ordinal & 63)) != 0;
  }
}
