package dev.eidetic.index.ivf;

import java.util.Arrays;

/// Which list each ordinal is in. Made when it is first asked for: whoever only adds and searches
/// does not pay for it.
final class Directory {

  private static final int[] NONE = {};

  private final Lists lists;
  private int[] chosen = NONE;

  Directory(Lists lists) {
    this.lists = lists;
  }

  /// @param ordinal in use
  /// @param end one more than the largest ordinal in use
  synchronized int list(int ordinal, int end) {
    if (chosen.length == 0) {
      chosen = new int[end];
      for (int list = 0; list < lists.count(); list++) {
        for (int i = 0; i < lists.size(list); i++) {
          chosen[lists.ordinal(list, i)] = list;
        }
      }
    }
    return chosen[ordinal];
  }

  synchronized void put(int ordinal, int list) {
    if (chosen.length > 0) {
      if (ordinal >= chosen.length) {
        int longer = (int) Math.min(Integer.MAX_VALUE - 8, chosen.length * 3L / 2);
        chosen = Arrays.copyOf(chosen, Math.max(ordinal + 1, longer));
      }
      chosen[ordinal] = list;
    }
  }

  synchronized long memoryBytes() {
    return 4L * chosen.length;
  }
}
