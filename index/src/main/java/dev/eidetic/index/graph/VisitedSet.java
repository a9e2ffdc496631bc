package dev.eidetic.index.graph;

import java.util.Arrays;

/// A set of nodes that is emptied at no cost: each entry carries the number of the walk it belongs
/// to. Small enough to stay in the first cache, unlike a mark per node of the graph.
final class VisitedSet {

  private long[] table = new long[1024];
  private int size;
  private long walk;

  /// Empties the set.
  void begin() {
    size = 0;
    walk += 1L << 32;
    if (walk < 0) {
      Arrays.fill(table, 0);
      walk = 1L << 32;
    }
  }

  boolean contains(int node) {
    long wanted = walk | node;
    int mask = table.length - 1;
    for (int slot = slot(node, mask); ; slot = (slot + 1) & mask) {
      long entry = table[slot];
      if (entry == wanted) {
        return true;
      }
      if (entry < walk) {
        return false;
      }
    }
  }

  /// @return false if the node was there already
  boolean add(int node) {
    long wanted = walk | node;
    int mask = table.length - 1;
    int slot = slot(node, mask);
    for (; table[slot] >= walk; slot = (slot + 1) & mask) {
      if (table[slot] == wanted) {
        return false;
      }
    }
    table[slot] = wanted;
    if (4 * ++size > table.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    int mask = table.length - 1;
    for (long entry : old) {
      if (entry >= walk) {
        int slot = slot((int) entry, mask);
        while (table[slot] >= walk) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
  }

  private static int slot(int node, int mask) {
    return (int) ((node * 0x9E3779B97F4A7C15L) >>> 32) & mask;
  }
}
