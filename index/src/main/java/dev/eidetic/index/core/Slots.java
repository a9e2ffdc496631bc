package dev.eidetic.index.core;

import java.util.BitSet;

/// Which ordinals of a kind are taken: new ones in order, or those that were given back.
public final class Slots {

  private final BitSet free = new BitSet();
  private int freeCount;

  /// No ordinal below this one is free.
  private int leastFree;

  private int end;

  public Slots() {}

  /// @param live bit `i` says whether ordinal `i` is taken
  /// @param end one more than the largest ordinal ever taken
  public Slots(BitSet live, int end) {
    this.end = end;
    free.set(0, end);
    free.andNot(live);
    freeCount = free.cardinality();
  }

  /// The smallest ordinal that was given back, or the next new one.
  public int take() {
    if (freeCount == 0) {
      return end++;
    }
    int reused = free.nextSetBit(leastFree);
    free.clear(reused);
    freeCount--;
    leastFree = reused + 1;
    return reused;
  }

  public void giveBack(int ordinal) {
    free.set(ordinal);
    freeCount++;
    leastFree = Math.min(leastFree, ordinal);
  }

  public boolean isTaken(int ordinal) {
    return ordinal < end && !free.get(ordinal);
  }

  /// One more than the largest ordinal ever taken.
  public int end() {
    return end;
  }

  public int taken() {
    return end - freeCount;
  }
}
