package dev.eidetic.index.core;

/// Finds ordinals by ids: open addressing, at most two thirds full.
///
/// Ordinals that were removed stay in the table, where they do no harm: whoever asks compares ids
/// and skips the dead. They go when the table is made anew because it is full.
final class IdTable {

  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private final Items items;
  private final int[] slots;
  private long entered;

  /// Holds all live items, and has room for half as many again.
  IdTable(Items items) {
    this.items = items;
    this.slots = new int[(int) Math.min(LARGEST, 16 + items.size() * 9L / 4)];
    for (int ordinal = 0; ordinal < items.capacity(); ordinal++) {
      if (items.isLive(ordinal)) {
        enter(ordinal);
      }
    }
  }

  boolean isFull() {
    // At its largest the table is filled closer, and made anew without the dead before it is full.
    return entered >= (slots.length < LARGEST ? slots.length / 3 * 2L : slots.length / 16 * 15L);
  }

  void enter(int ordinal) {
    int slot = slot(items.id(ordinal));
    while (slots[slot] != 0) {
      slot = slot + 1 == slots.length ? 0 : slot + 1;
    }
    slots[slot] = ordinal + 1;
    entered++;
  }

  /// The live ordinal of an id, or -1.
  int find(long id) {
    for (int slot = slot(id); slots[slot] != 0; slot = slot + 1 == slots.length ? 0 : slot + 1) {
      int ordinal = slots[slot] - 1;
      if (items.id(ordinal) == id && items.isLive(ordinal)) {
        return ordinal;
      }
    }
    return -1;
  }

  private int slot(long id) {
    long mixed = id * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 29;
    return (int) ((((mixed * 0xBF58476D1CE4E5B9L) >>> 32) * slots.length) >>> 32);
  }

  long memoryBytes() {
    return 4L * slots.length;
  }
}
