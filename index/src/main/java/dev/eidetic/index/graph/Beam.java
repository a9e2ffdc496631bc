package dev.eidetic.index.graph;

import java.util.Arrays;

/// The best candidates of a walk in order of their estimated distance, each marked when it was
/// visited. The same node may stand in it several times, under the estimates of several neighbours.
///
/// An entry is one long: the distance, as an int of the same order, above the node and the mark.
final class Beam {

  private static final int NODE_SHIFT = 1;

  private long[] entries = new long[65];
  private int capacity = 64;
  private int size;
  private int cursor;
  private float kept;
  private int most;
  private boolean isOverfull;

  /// Forgets all entries.
  ///
  /// @param capacity candidates kept, at least 1
  /// @param kept candidates nearer than this are kept even if there are more
  /// @param most but not more than this, see [#isOverfull]
  void begin(int capacity, float kept, int most) {
    if (entries.length <= capacity) {
      entries = new long[capacity + 1];
    }
    this.capacity = capacity;
    this.kept = kept;
    this.most = most;
    isOverfull = false;
    size = 0;
    cursor = 0;
  }

  /// What a distance must be less than to get in.
  float bound() {
    return size < capacity ? Float.POSITIVE_INFINITY : Math.max(kept, distance(entries[size - 1]));
  }

  /// Puts a candidate into its place; the worst falls out if there are too many.
  ///
  /// @param distance less than [#bound]
  void insert(float distance, int node) {
    long entry = (long) ordered(distance) << 32 | (long) node << NODE_SHIFT;
    int place = size;
    if (size > 0 && entries[size - 1] > entry) {
      place = placeOf(entry);
    }
    if (size == capacity && distance < kept && distance(entries[size - 1]) < kept) {
      makeRoom();
    }
    if (place == capacity) {
      return;
    }
    int end = size < capacity ? size++ : capacity - 1;
    System.arraycopy(entries, place, entries, place + 1, end - place);
    entries[place] = entry;
    cursor = Math.min(cursor, place);
  }

  private void makeRoom() {
    if (capacity >= most) {
      isOverfull = true;
      return;
    }
    capacity++;
    if (entries.length <= capacity) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
  }

  /// Whether a candidate that was to be kept fell out. Then there is no next one.
  boolean isOverfull() {
    return isOverfull;
  }

  /// Bisection without branches: which way it goes cannot be predicted.
  private int placeOf(long entry) {
    int low = 0;
    int count = size;
    while (count > 1) {
      int half = count >>> 1;
      low += half & isLess(entries[low + half - 1], entry);
      count -= half;
    }
    return low - isLess(entries[low], entry);
  }

  /// -1 or 0; entries are never negative.
  private static int isLess(long a, long b) {
    return (int) ((a - b) >> 63);
  }

  /// The best candidate not yet visited, marked as visited now, or -1 if there is none within the
  /// limit.
  int next(float limit) {
    while (cursor < size && !isOverfull) {
      long entry = entries[cursor];
      if ((entry & 1) == 0) {
        if (distance(entry) > limit) {
          return -1;
        }
        entries[cursor++] = entry | 1;
        return (int) entry >>> NODE_SHIFT;
      }
      cursor++;
    }
    return -1;
  }

  /// As an int of the same order; estimates below zero count as zero.
  private static int ordered(float distance) {
    return Math.max(0, Float.floatToRawIntBits(distance));
  }

  private static float distance(long entry) {
    return Float.intBitsToFloat((int) (entry >> 32));
  }
}
