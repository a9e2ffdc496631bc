package dev.eidetic.index.ivf;

import java.util.Arrays;

/// Which lists each ordinal is in, and where in them. Made when it is first asked for: whoever only
/// adds and searches does not pay for it.
final class Directory {

  private static final int NONE = -1;

  private final Lists lists;

  /// One array per list that a vector is in, the lists of an ordinal ascending; empty before
  /// anybody asked.
  private final int[][] chosen;

  /// The position of each ordinal in the list that `chosen` names.
  private final int[][] positions;

  /// @param copies lists that each vector is in, 1 or 2
  Directory(Lists lists, int copies) {
    this.lists = lists;
    this.chosen = new int[copies][0];
    this.positions = new int[copies][0];
  }

  int copies() {
    return chosen.length;
  }

  /// @param copy 0 to [#copies]
  /// @param ordinal in use
  /// @param end one more than the largest ordinal in use
  synchronized int list(int copy, int ordinal, int end) {
    ensureMade(end);
    return chosen[copy][ordinal];
  }

  /// Where in its [#list] an ordinal is.
  ///
  /// @param copy 0 to [#copies]
  /// @param ordinal in use
  /// @param end one more than the largest ordinal in use
  synchronized int position(int copy, int ordinal, int end) {
    ensureMade(end);
    return positions[copy][ordinal];
  }

  private boolean isMade() {
    return chosen[0].length > 0;
  }

  private void ensureMade(int end) {
    if (isMade()) {
      return;
    }
    for (int copy = 0; copy < chosen.length; copy++) {
      chosen[copy] = new int[end];
      positions[copy] = new int[end];
      Arrays.fill(chosen[copy], NONE);
    }
    for (int list = 0; list < lists.count(); list++) {
      for (int i = 0; i < lists.size(list); i++) {
        int ordinal = lists.ordinal(list, i);
        int copy = chosen[0][ordinal] == NONE ? 0 : chosen.length - 1;
        chosen[copy][ordinal] = list;
        positions[copy][ordinal] = i;
      }
    }
  }

  /// Notes where an ordinal now is.
  ///
  /// @param copy 0 for the lower of two lists
  synchronized void put(int copy, int ordinal, int list, int position) {
    if (!isMade()) {
      return;
    }
    if (ordinal >= chosen[copy].length) {
      int longer = (int) Math.min(Integer.MAX_VALUE - 8, chosen[copy].length * 3L / 2);
      int length = Math.max(ordinal + 1, longer);
      chosen[copy] = Arrays.copyOf(chosen[copy], length);
      positions[copy] = Arrays.copyOf(positions[copy], length);
    }
    chosen[copy][ordinal] = list;
    positions[copy][ordinal] = position;
  }

  /// Notes that an ordinal has another position in one of its lists.
  synchronized void move(int ordinal, int list, int from, int to) {
    if (!isMade()) {
      return;
    }
    for (int copy = 0; copy < chosen.length; copy++) {
      if (chosen[copy][ordinal] == list && positions[copy][ordinal] == from) {
        positions[copy][ordinal] = to;
        return;
      }
    }
  }

  synchronized long memoryBytes() {
    return 8L * chosen.length * chosen[0].length;
  }
}
