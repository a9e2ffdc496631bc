package dev.eidetic.index.ivf;

/// The best lists for a query, best first: a heap with the worst on top, emptied from the back.
final class ListOrder {

  private int[] lists = {};
  private float[] best = {};
  private int count;

  /// Chooses the lists with the greatest scores.
  ///
  /// @param scores of all lists
  /// @param wanted at most that many are chosen
  void choose(float[] scores, int lists, int wanted) {
    int size = Math.min(wanted, lists);
    if (this.lists.length < size) {
      this.lists = new int[size];
      best = new float[size];
    }
    count = 0;
    for (int list = 0; list < lists; list++) {
      if (count < size) {
        push(list, scores[list]);
      } else if (scores[list] > best[0]) {
        sink(list, scores[list], count);
      }
    }
    sort();
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

  private void sort() {
    for (int end = count - 1; end > 0; end--) {
      float score = best[end];
      int list = lists[end];
      best[end] = best[0];
      lists[end] = lists[0];
      sink(list, score, end);
    }
  }
}
