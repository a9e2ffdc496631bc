package dev.eidetic.index.core;

import java.util.Arrays;

/// Every hit of one search that scores at least a minimum. Reusable after [#begin].
final class RangeHits implements HitCollector {

  private float[] scores = new float[64];
  private int[] ordinals = new int[64];
  private float threshold;
  private int count;

  /// @param minimum the least score that is wanted
  void begin(float minimum) {
    threshold = Math.nextDown(minimum);
    count = 0;
  }

  @Override
  public int wanted() {
    return Integer.MAX_VALUE;
  }

  @Override
  public float threshold() {
    return threshold;
  }

  @Override
  public void collect(int ordinal, float score) {
    if (score > threshold) {
      if (count == scores.length) {
        scores = Arrays.copyOf(scores, 2 * count);
        ordinals = Arrays.copyOf(ordinals, 2 * count);
      }
      scores[count] = score;
      ordinals[count++] = ordinal;
    }
  }

  int count() {
    return count;
  }

  int ordinal(int i) {
    return ordinals[i];
  }

  float score(int i) {
    return scores[i];
  }
}
