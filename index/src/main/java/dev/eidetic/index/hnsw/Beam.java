package dev.eidetic.index.hnsw;

import java.util.Arrays;

/// The best vertices that a walk has found, best first, and which of them it still has to expand.
///
/// One sorted array serves as queue and result. Each entry is a number whose upper half orders by
/// score and whose lower half holds the ordinal and, in the last bit, whether it was expanded; so
/// entries are compared and moved as single numbers. Up to a few thousand entries moving them is
/// cheaper than the two heaps of the paper (docs/performance.md).
final class Beam {

  private long[] entries = new long[256];
  private int capacity;
  private int count;
  private int next;

  /// Forgets everything.
  ///
  /// @param capacity how many are kept, at least 1
  void begin(int capacity) {
    this.capacity = capacity;
    count = 0;
    next = 0;
    if (capacity > entries.length) {
      entries = new long[capacity];
    }
  }

  /// Makes room for one more.
  void widen() {
    if (++capacity > entries.length) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
  }

  int capacity() {
    return capacity;
  }

  /// A number that orders as scores do, equal ones by lower ordinal, and holds the ordinal.
  static long key(int ordinal, float score) {
    int bits = Float.floatToRawIntBits(score);
    int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return ((long) ordered << 32) | (((~ordinal & Integer.MAX_VALUE) << 1) & 0xffff_ffffL);
  }

  static int ordinal(long key) {
    return ~(int) (key >>> 1) & Integer.MAX_VALUE;
  }

  static float score(long key) {
    int ordered = (int) (key >> 32);
    return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & Integer.MAX_VALUE));
  }

  /// What a score must exceed to get in.
  float threshold() {
    return count < capacity ? Float.NEGATIVE_INFINITY : score(entries[count - 1]);
  }

  boolean isFull() {
    return count == capacity;
  }

  /// Puts a vertex in its place, pushing out the worst if there are too many.
  void offer(int ordinal, float score) {
    long key = key(ordinal, score);
    if (count == capacity) {
      if (key <= entries[count - 1]) {
        return;
      }
      count--;
    }
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries[middle] > key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    System.arraycopy(entries, low, entries, low + 1, count - low);
    entries[low] = key;
    count++;
    next = Math.min(next, low);
  }

  /// The best vertex that was not expanded yet, from now on expanded; -1 if there is none.
  int expandNext() {
    while (next < count) {
      long entry = entries[next];
      if ((entry & 1) == 0) {
        entries[next++] = entry | 1;
        return ordinal(entry);
      }
      next++;
    }
    return -1;
  }

  /// The vertex that [#expandNext] would return now, or -1.
  int upcoming() {
    for (int i = next; i < count; i++) {
      if ((entries[i] & 1) == 0) {
        return ordinal(entries[i]);
      }
    }
    return -1;
  }

  int count() {
    return count;
  }

  /// The vertex in a place, 0 for the best.
  int ordinal(int place) {
    return ordinal(entries[place]);
  }

  float score(int place) {
    return score(entries[place]);
  }
}
