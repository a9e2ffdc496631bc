package dev.eidetic.evaluate.neighbours;

import java.util.Arrays;

/// The best of what one query has met so far, in bounded memory.
///
/// A hit is one number, its *key*: the score in the upper half, mapped so that whole numbers
/// compare as scores do, and the complement of the ordinal in the lower half. The greater key is
/// the better hit, equal scores going to the lower ordinal. Twice as many keys as asked for are
/// gathered, then the worse half is dropped: a constant cost per key, where a heap's grows with its
/// height.
final class TopKeys {

  private final int wanted;
  private long[] keys;
  private int count;
  private float threshold = Float.NEGATIVE_INFINITY;

  /// @param wanted how many to keep, at least 0
  TopKeys(int wanted) {
    this.wanted = wanted;
    this.keys = new long[Math.min(2 * wanted, 64)];
    if (wanted == 0) {
      threshold = Float.POSITIVE_INFINITY;
    }
  }

  /// Bytes that a query's keys may take.
  static long bytesFor(int wanted) {
    return 2L * Long.BYTES * wanted;
  }

  /// Only greater scores are of interest. Offered in ascending order of ordinals, an equal one
  /// would lose.
  float threshold() {
    return threshold;
  }

  /// Takes a hit with a score above the threshold.
  void add(float score, int ordinal) {
    if (count == keys.length) {
      if (count == 2 * wanted) {
        keepBest();
      } else {
        keys = Arrays.copyOf(keys, Math.min(2 * wanted, 2 * keys.length));
      }
    }
    if (score > threshold) {
      keys[count++] = key(score, ordinal);
    }
  }

  /// The best keys, best first; ends the gathering.
  long[] sortedKeys() {
    Arrays.sort(keys, 0, count);
    int kept = Math.min(count, wanted);
    var best = new long[kept];
    for (int i = 0; i < kept; i++) {
      best[i] = keys[count - 1 - i];
    }
    return best;
  }

  /// Two zeros score the same whatever their signs.
  static long key(float score, int ordinal) {
    int bits = Float.floatToRawIntBits(score + 0f);
    int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return ((long) ordered << 32) | (~ordinal & 0xffff_ffffL);
  }

  static int ordinal(long key) {
    return ~(int) key;
  }

  static float score(long key) {
    int ordered = (int) (key >> 32);
    return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & Integer.MAX_VALUE));
  }

  private void keepBest() {
    selectBest(keys, count, wanted);
    count = wanted;
    long worst = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      worst = Math.min(worst, keys[i]);
    }
    threshold = score(worst);
  }

  /// Moves the `wanted` greatest of the first `count` keys to the front (Hoare's selection, with
  /// the median of three as pivot). Keys are distinct.
  private static void selectBest(long[] keys, int count, int wanted) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      long pivot = median(keys[low], keys[(low + high) >>> 1], keys[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (keys[i] > pivot) {
          i++;
        }
        while (keys[j] < pivot) {
          j--;
        }
        if (i <= j) {
          long swapped = keys[i];
          keys[i++] = keys[j];
          keys[j--] = swapped;
        }
      }
      if (wanted <= j) {
        high = j;
      } else if (wanted >= i) {
        low = i;
      } else {
        return;
      }
    }
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
