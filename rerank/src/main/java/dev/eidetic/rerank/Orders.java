package dev.eidetic.rerank;

import java.util.Arrays;

/// Orders of places by score.
public final class Orders {

  private Orders() {}

  /// Places of the scores, the greatest first; equal ones (and the two zeros) in the order given.
  ///
  /// @param scores none of them NaN
  public static int[] descending(float[] scores) {
    return descending(scores, 0, scores.length);
  }

  /// The same for a part of an array; places count from `from`.
  public static int[] descending(float[] scores, int from, int count) {
    var keys = new long[count];
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToRawIntBits(scores[from + i] + 0f);
      int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      keys[i] = ((long) ~ordered << 32) | i;
    }
    Arrays.sort(keys);
    var order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }
}
