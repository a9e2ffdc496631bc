package dev.eidetic.index.core;

import dev.eidetic.index.Hits;
import java.util.Arrays;

/// Sorts hits by score, greatest first, then by id.
final class SortedHits {

  private final long[] ids;
  private final float[] scores;

  SortedHits(int count) {
    ids = new long[count];
    scores = new float[count];
  }

  void put(int place, long id, float score) {
    ids[place] = id;
    scores[place] = score;
  }

  /// The first `count` in order, or all if there are fewer. To be called once.
  Hits best(int count) {
    for (int i = ids.length / 2 - 1; i >= 0; i--) {
      sink(i, ids.length);
    }
    for (int end = ids.length - 1; end > 0; end--) {
      swap(0, end);
      sink(0, end);
    }
    if (count >= ids.length) {
      return new Hits(ids, scores);
    }
    return new Hits(Arrays.copyOf(ids, count), Arrays.copyOf(scores, count));
  }

  /// Heapsort with the last in order on top: no recursion, nothing allocated.
  private void sink(int start, int end) {
    int i = start;
    for (int child = 2 * i + 1; child < end; child = 2 * i + 1) {
      if (child + 1 < end && isBefore(child, child + 1)) {
        child++;
      }
      if (!isBefore(i, child)) {
        return;
      }
      swap(i, child);
      i = child;
    }
  }

  private boolean isBefore(int a, int b) {
    return scores[a] > scores[b] || (scores[a] == scores[b] && ids[a] < ids[b]);
  }

  private void swap(int a, int b) {
    long id = ids[a];
    ids[a] = ids[b];
    ids[b] = id;
    float score = scores[a];
    scores[a] = scores[b];
    scores[b] = score;
  }
}
