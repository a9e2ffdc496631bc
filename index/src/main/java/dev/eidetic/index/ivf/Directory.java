package dev.eidetic.index.ivf;

import java.util.Arrays;

/// Which lists each ordinal is in. Made when it is first asked for: whoever only adds and searches
/// does not pay for it.
final class Directory {

  private static final int NONE = -1;

  private final Lists lists;

  /// One array per list that a vector is in, the lists of an ordinal ascending; empty before
  /// anybody asked.
  private final int[][] chosen;

  /// @param copies lists that each vector is in, 1 or 2
  Directory(Lists lists, int copies) {
    this.lists = lists;
    this.chosen = new int[copies][0];
  }

  int copies() {
    return chosen.length;
  }

  /// @param copy 0 to [#copies]
  /// @param ordinal in use
  /// @param end one more than the largest ordinal in use
  synchronized int list(int copy, int ordinal, int end) {
    if (chosen[0].length == 0) {
      make(end);
    }
    return chosen[copy][ordinal];
  }

  private void make(int end) {
    for (int copy = 0; copy < chosen.length; copy++) {
      chosen[copy] = new int[end];
      Arrays.fill(chosen[copy], NONE);
    }
    for (int list = 0; list < lists.count(); list++) {
      for (int i = 0; i < lists.size(list); i++) {
        int ordinal = lists.ordinal(list, i);
        chosen[chosen[0][ordinal] == NONE ? 0 : chosen.length - 1][ordinal] = list;
      }
    }
  }

  /// @param ordinal that is now in some lists
  /// @param own as many as there are copies
  synchronized void put(int ordinal, int... own) {
    if (chosen[0].length == 0) {
      return;
    }
    Arrays.sort(own);
    for (int copy = 0; copy < chosen.length; copy++) {
      if (ordinal >= chosen[copy].length) {
        int longer = (int) Math.min(Integer.MAX_VALUE - 8, chosen[copy].length * 3L / 2);
        chosen[copy] = Arrays.copyOf(chosen[copy], Math.max(ordinal + 1, longer));
      }
      chosen[copy][ordinal] = own[copy];
    }
  }

  synchronized long memoryBytes() {
    return 4L * chosen.length * chosen[0].length;
  }
}
