package dev.eidetic.index.core;

import java.util.Arrays;

/// The best hits of one search: a heap with the worst on top. Reusable after [#begin].
public final class TopHits implements HitCollector {

  private float[] scores = new float[16];
  private int[] ordinals = new int[16];
  private int wanted;
  private int count;

  public TopHits() {}

  /// Forgets everything and gets ready for another search.
  ///
  /// @param wanted at least 1
  public void begin(int wanted) {
    this.wanted = wanted;
    count = 0;
  }

  @Override
  public int wanted() {
    return wanted;
  }

  @Override
  public float threshold() {
    return count < wanted ? Float.NEGATIVE_INFINITY : scores[0];
  }

  @Override
  public void collect(int ordinal, float score) {
    if (count < wanted) {
      push(ordinal, score);
    } else if (score > scores[0]) {
      sink(0, ordinal, score);
    }
  }

  /// How many were found, at most as many as wanted.
  public int count() {
    return count;
  }

  /// In no order.
  public int ordinal(int i) {
    return ordinals[i];
  }

  /// Of the hit at the same place.
  public float score(int i) {
    return scores[i];
  }

  private void push(int ordinal, float score) {
    if (count == scores.length) {
      int capacity = (int) Math.min(wanted, 2L * count);
      scores = Arrays.copyOf(scores, capacity);
      ordinals = Arrays.copyOf(ordinals, capacity);
    }
    int i = count++;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (scores[parent] <= score) {
        break;
      }
      scores[i] = scores[parent];
      ordinals[i] = ordinals[parent];
      i = parent;
    }
    scores[i] = score;
    ordinals[i] = ordinal;
  }

  private void sink(int start, int ordinal, float score) {
    int i = start;
    for (int child = 2 * i + 1; child < count; child = 2 * i + 1) {
      if (child + 1 < count && scores[child + 1] < scores[child]) {
        child++;
      }
      if (scores[child] >= score) {
        break;
      }
      scores[i] = scores[child];
      ordinals[i] = ordinals[child];
      i = child;
    }
    scores[i] = score;
    ordinals[i] = ordinal;
  }
}
