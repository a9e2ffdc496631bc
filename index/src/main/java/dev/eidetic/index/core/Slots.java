package dev.eidetic.index.core;

import java.util.BitSet;

/// Which ordinals of a kind are taken: new ones in order, or those that were given back.
public final class Slots {

  private final BitSet free = new BitSet();
  private int end;

  public Slots() {}

  /// @param live bit `i` says whether ordinal `i` is taken
  /// @param end one more than the largest ordinal ever taken
  public Slots(BitSet live, int end) {
    this.end = end;
    free.set(0, end);
    free.andNot(live);
  }

  /// The smallest ordinal that was given back, or the next new one.
  public int take() {
    int reused = free.nextSetBit(0);
    if (reused >= 0) {
      free.clear(reused);
      return reused;
    }
    return end++;
  }

  public void giveBack(int ordinal) {
    free.set(ordinal);
  }

  public boolean isTaken(int ordinal) {
    return ordinal < end && !free.get(ordinal);
  }

  /// One more than the largest ordinal ever taken.
  public int end() {
    return end;
  }

  public int taken() {
    return end - free.cardinality();
  }

  /// Whether every ordinal below [#end] is taken.
  public boolean isDense() {
    return free.isEmpty();
  }
}
