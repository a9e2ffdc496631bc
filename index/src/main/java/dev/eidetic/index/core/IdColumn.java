package dev.eidetic.index.core;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Ids by ordinal, in the narrowest of three forms.
///
/// @param narrow ids as unsigned 32-bit numbers, or empty
/// @param wide ids as 64-bit numbers, or empty; both empty: each id is its ordinal
record IdColumn(int[] narrow, long[] wide) {

  private static final long NARROW_END = 1L << 32;

  static IdColumn identity() {
    return new IdColumn(new int[0], new long[0]);
  }

  boolean isIdentity() {
    return narrow.length == 0 && wide.length == 0;
  }

  long get(int ordinal) {
    if (wide.length > 0) {
      return wide[ordinal];
    }
    return narrow.length > 0 ? Integer.toUnsignedLong(narrow[ordinal]) : ordinal;
  }

  /// The column with one more or another id, in a wider form if it needs one.
  ///
  /// @param used how many ordinals have ids so far
  IdColumn with(int ordinal, long id, int used) {
    if (isIdentity()) {
      return id == ordinal ? this : widened(ordinal, id, used).with(ordinal, id, used);
    }
    if (wide.length == 0 && (id < 0 || id >= NARROW_END)) {
      return widened(ordinal, id, used).with(ordinal, id, used);
    }
    var grown = grown(ordinal);
    if (grown.wide.length > 0) {
      grown.wide[ordinal] = id;
    } else {
      grown.narrow[ordinal] = (int) id;
    }
    return grown;
  }

  private IdColumn grown(int ordinal) {
    int length = Math.max(narrow.length, wide.length);
    if (ordinal < length) {
      return this;
    }
    int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(ordinal + 1L, length * 3L / 2));
    return wide.length > 0
        ? new IdColumn(narrow, Arrays.copyOf(wide, capacity))
        : new IdColumn(Arrays.copyOf(narrow, capacity), wide);
  }

  private IdColumn widened(int ordinal, long id, int used) {
    boolean toWide = id < 0 || id >= NARROW_END;
    int length = Math.max(used, ordinal) + 1;
    var narrower = new int[toWide ? 0 : length];
    var wider = new long[toWide ? length : 0];
    for (int i = 0; i < used; i++) {
      if (toWide) {
        wider[i] = get(i);
      } else {
        narrower[i] = i;
      }
    }
    return new IdColumn(narrower, wider);
  }

  /// Where an id is among the first `count`, which ascend; negative if it is not.
  int search(long id, int count) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long there = get(middle);
      if (there == id) {
        return middle;
      }
      if (there < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /// The first `count` ids as bytes; none for the identity.
  MemorySegment bytes(int count) {
    if (wide.length > 0) {
      return MemorySegment.ofArray(wide).asSlice(0, 8L * count);
    }
    return narrow.length > 0
        ? MemorySegment.ofArray(narrow).asSlice(0, 4L * count)
        : MemorySegment.ofArray(new byte[0]);
  }

  long memoryBytes() {
    return 4L * narrow.length + 8L * wide.length;
  }
}
