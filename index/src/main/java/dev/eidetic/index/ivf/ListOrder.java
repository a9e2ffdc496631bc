package dev.eidetic.index.ivf;

/// The best lists for a query, best first: a heap with the worst on top, emptied from the back.
final class ListOrder {

  private int[] lists = {};
  private float[] best = {};
  private int wanted;
  private int count;

  /// Forgets everything.
  ///
  /// @param wanted how many lists are kept at most
  void begin(int wanted) {
    if (lists.length < wanted) {
      lists = new int[wanted];
      best = new float[wanted];
    }
    this.wanted = wanted;
    count = 0;
  }

  /// Keeps a list if it is among the best so far.
  void offer(int list, float score) {
    if (count < wanted) {
      push(list, score);
    } else if (score > best[0]) {
      sink(list, score, count);
    }
  }

  int count() {
    return count;
  }

  int list(int i) {
    return lists[i];
  }

  float score(int i) {
    return best[i];
  }

  private void push(int list, float score) {
    int i = count++;
    while (i > 0 && best[(i - 1) >>> 1] > score) {
      best[i] = best[(i - 1) >>> 1];
      lists[i] = lists[(i - 1) >>> 1];
      i = (i - 1) >>> 1;
    }
    best[i] = score;
    lists[i] = list;
  }

  private void sink(int list, float score, int size) {
    int i = 0;
    for (int child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && best[child + 1] < best[child]) {
        child++;
      }
      if (best[child] >= score) {
        break;
      }
      best[i] = best[child];
      lists[i] = lists[child];
      i = child;
    }
    best[i] = score;
    lists[i] = list;
  }

  /// Puts what was kept in order; to be called once, after the last offer.
  void sort() {
    for (int end = count - 1; end > 0; end--) {
      float score = best[end];
      int list = lists[end];
      best[end] = best[0];
      lists[end] = lists[0];
      sink(list, score, end);
    }
  }
}
