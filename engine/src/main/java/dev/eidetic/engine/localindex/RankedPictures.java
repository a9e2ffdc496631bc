package dev.eidetic.engine.localindex;

import java.util.Arrays;
import java.util.List;

/// Pictures of several segments in one order: those of a score above 0, the greatest first.
final class RankedPictures {

  private final List<IndexedPictures> segments;

  /// Of each segment, the number that its first picture has among all.
  private final int[] firsts;

  /// The bits of each score above the number of its picture; both are positive, so that the whole
  /// orders as the score does.
  private final long[] order;

  /// @param scores of each segment's pictures, at least 0
  RankedPictures(List<IndexedPictures> segments, List<float[]> scores) {
    this.segments = segments;
    firsts = new int[segments.size()];
    int all = 0;
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = all;
      all = Math.addExact(all, segments.get(i).count());
    }
    var keys = new long[all];
    int count = 0;
    for (int i = 0; i < firsts.length; i++) {
      float[] part = scores.get(i);
      for (int ordinal = 0; ordinal < part.length; ordinal++) {
        if (part[ordinal] > 0) {
          keys[count++] = (long) Float.floatToIntBits(part[ordinal]) << 32 | firsts[i] + ordinal;
        }
      }
    }
    order = Arrays.copyOf(keys, count);
    Arrays.sort(order);
  }

  int size() {
    return order.length;
  }

  /// @param rank from 0
  float score(int rank) {
    return Float.intBitsToFloat((int) (key(rank) >>> 32));
  }

  /// Of the picture's file.
  ///
  /// @param rank from 0
  String sha256(int rank) {
    int number = (int) key(rank);
    int found = Arrays.binarySearch(firsts, number);
    int segment = found >= 0 ? lastOf(found) : -found - 2;
    return segments.get(segment).sha256(number - firsts[segment]);
  }

  /// Of segments that begin at the same number all but the last one are empty.
  private int lastOf(int found) {
    int segment = found;
    while (segment + 1 < firsts.length && firsts[segment + 1] == firsts[found]) {
      segment++;
    }
    return segment;
  }

  private long key(int rank) {
    return order[order.length - 1 - rank];
  }
}
