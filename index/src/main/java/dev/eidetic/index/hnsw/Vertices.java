package dev.eidetic.index.hnsw;

import dev.eidetic.index.core.Slots;
import java.util.BitSet;

/// Which ordinals are in use, and which of them are only still walked through.
///
/// A deleted vector first *retires*: it is found no more, but its vertex and its links stay, until
/// enough have retired that one pass over the graph repairs it for all of them.
final class Vertices {

  private final Slots slots;
  private final BitSet retired;
  private int retiredCount;

  Vertices(Slots slots, BitSet retired) {
    this.slots = slots;
    this.retired = retired;
    this.retiredCount = retired.cardinality();
  }

  int take() {
    return slots.take();
  }

  void retire(int ordinal) {
    retired.set(ordinal);
    retiredCount++;
  }

  /// Lets the places of the retired be used again.
  void releaseRetired() {
    retired.stream().forEach(slots::giveBack);
    retired.clear();
    retiredCount = 0;
  }

  /// Whether the vector is there to be found.
  boolean isLive(int ordinal) {
    return slots.isTaken(ordinal) && !isRetired(ordinal);
  }

  /// Whether the vertex is part of the graph.
  boolean isTaken(int ordinal) {
    return slots.isTaken(ordinal);
  }

  boolean isRetired(int ordinal) {
    return retiredCount > 0 && retired.get(ordinal);
  }

  int retired() {
    return retiredCount;
  }

  /// The retired, ascending.
  int[] retiredOrdinals() {
    return retired.stream().toArray();
  }

  int taken() {
    return slots.taken();
  }

  int live() {
    return slots.taken() - retiredCount;
  }

  /// One more than the largest ordinal.
  int end() {
    return slots.end();
  }
}
