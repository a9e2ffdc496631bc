package dev.eidetic.index.ivf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Vectors that are added to one list by one thread. No two pieces share a block.
///
/// @param position in the list of the first
/// @param members places among the vectors that are added
record AddedPiece(int list, int position, int[] members) {

  private static final int BLOCKS = 32;

  /// Extends the lists and divides the work.
  ///
  /// @param chosen the list of each vector
  static List<AddedPiece> of(int[] chosen, Lists lists) {
    var ends = new int[lists.count()];
    for (int list : chosen) {
      ends[list]++;
    }
    int sum = 0;
    for (int list = 0; list < ends.length; list++) {
      sum += ends[list];
      ends[list] = sum;
    }
    var order = new int[chosen.length];
    for (int i = chosen.length - 1; i >= 0; i--) {
      order[--ends[chosen[i]]] = i;
    }
    var pieces = new ArrayList<AddedPiece>();
    for (int list = 0; list < ends.length; list++) {
      int end = list + 1 < ends.length ? ends[list + 1] : chosen.length;
      if (end > ends[list]) {
        divide(list, Arrays.copyOfRange(order, ends[list], end), lists, pieces);
      }
    }
    return pieces;
  }

  private static void divide(int list, int[] members, Lists lists, List<AddedPiece> pieces) {
    int position = lists.extend(list, members.length);
    for (int done = 0; done < members.length; ) {
      int blockStart = (position + done) / ListCodec.BLOCK * ListCodec.BLOCK;
      long full = (long) blockStart + BLOCKS * ListCodec.BLOCK - position;
      int end = (int) Math.min(members.length, full);
      pieces.add(new AddedPiece(list, position + done, Arrays.copyOfRange(members, done, end)));
      done = end;
    }
  }
}
