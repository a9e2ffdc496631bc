package dev.eidetic.index.core;

import java.util.Arrays;

/// Which id each ordinal has, and which ordinals are in use.
///
/// Takes as little as the ids allow: nothing where each id is its ordinal, 4 bytes where ids fit
/// into 32 bits, 8 otherwise. Ascending ids are looked up by bisection; only others get a hash
/// table, when they are first looked up.
final class Items {

  private static final int NONE = -1;

  private IdColumn ids = IdColumn.identity();
  private long[] live = new long[1];
  private boolean isAscending = true;
  private int capacity;
  private int size;
  private int[] table = {};

  /// How many items there are.
  int size() {
    return size;
  }

  /// One more than the largest ordinal that was ever used.
  int capacity() {
    return capacity;
  }

  boolean isLive(int ordinal) {
    return ordinal >= 0 && ordinal < capacity && (live[ordinal >>> 6] & 1L << (ordinal & 63)) != 0;
  }

  /// Of an ordinal below [#capacity].
  long id(int ordinal) {
    return ids.get(ordinal);
  }

  IdColumn ids() {
    return ids;
  }

  /// Bit `i` of the array says whether ordinal `i` is in use; at least `capacity` bits.
  long[] live() {
    return live;
  }

  /// The ordinal of an id, or -1.
  int ordinal(long id) {
    if (ids.isIdentity()) {
      return id >= 0 && id < capacity && isLive((int) id) ? (int) id : NONE;
    }
    if (isAscending) {
      int ordinal = ids.search(id, capacity);
      return ordinal >= 0 && isLive(ordinal) ? ordinal : NONE;
    }
    if (table.length == 0) {
      fillTable(size);
    }
    for (int slot = slot(id); ; slot = (slot + 1) & (table.length - 1)) {
      int ordinal = table[slot] - 1;
      if (ordinal == NONE) {
        return NONE;
      }
      if (ids.get(ordinal) == id && isLive(ordinal)) {
        return ordinal;
      }
    }
  }

  void put(int ordinal, long id) {
    boolean isReused = ordinal < capacity;
    boolean isOutOfOrder = !isReused && capacity > 0 && id <= ids.get(capacity - 1);
    if (isReused || isOutOfOrder) {
      isAscending = false;
    }
    ids = ids.with(ordinal, id, capacity);
    capacity = Math.max(capacity, ordinal + 1);
    if (ordinal >>> 6 >= live.length) {
      live = Arrays.copyOf(live, Math.max(2 * live.length, (ordinal >>> 6) + 1));
    }
    live[ordinal >>> 6] |= 1L << (ordinal & 63);
    size++;
    if (table.length > 0) {
      if (3L * size > table.length) {
        fillTable(size);
      } else {
        enter(ordinal);
      }
    }
  }

  void remove(int ordinal) {
    live[ordinal >>> 6] &= ~(1L << (ordinal & 63));
    size--;
    table = new int[0]; // open addressing cannot forget one entry; the next look-up builds it anew
  }

  long[] liveIds() {
    var all = new long[size];
    int count = 0;
    for (int ordinal = 0; ordinal < capacity; ordinal++) {
      if (isLive(ordinal)) {
        all[count++] = ids.get(ordinal);
      }
    }
    return all;
  }

  long memoryBytes() {
    return ids.memoryBytes() + 8L * live.length + 4L * table.length;
  }

  private void fillTable(int expected) {
    long slots = Long.highestOneBit(Math.max(8L, 3L * expected)) << 1;
    table = new int[(int) Math.min(1 << 30, slots)];
    for (int ordinal = 0; ordinal < capacity; ordinal++) {
      if (isLive(ordinal)) {
        enter(ordinal);
      }
    }
  }

  private void enter(int ordinal) {
    int slot = slot(ids.get(ordinal));
    while (table[slot] != 0) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = ordinal + 1;
  }

  private int slot(long id) {
    long mixed = id * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (table.length - 1);
  }
}
