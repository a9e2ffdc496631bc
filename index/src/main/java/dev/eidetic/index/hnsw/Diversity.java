package dev.eidetic.index.hnsw;

import dev.eidetic.index.core.RowScorer;

/// Chooses links that lead in different directions: a candidate is passed over if it is closer to a
/// link already chosen than to the vertex that is being linked (algorithm 4 of the paper, without
/// its extensions). Belongs to one thread.
final class Diversity {

  private static final int COMPARED_AT_ONCE = 4;

  private final Graph graph;
  private final RowScorer scorer;
  private final float[] vector;
  private final int[] group = new int[COMPARED_AT_ONCE];
  private final float[] scores = new float[COMPARED_AT_ONCE];

  Diversity(Graph graph) {
    this.graph = graph;
    this.scorer = graph.scorer();
    this.vector = new float[graph.rows().dimension()];
  }

  /// @param ordinals of candidates, closest first; the chosen are moved to the front
  /// @param nearness of the candidates to the vertex, in the same order
  /// @param count of candidates
  /// @param most how many may be chosen
  /// @return how many are chosen
  int choose(int[] ordinals, float[] nearness, int count, int most) {
    if (count < most) {
      return count; // a vertex short of links keeps what it can get
    }
    int chosen = 0;
    for (int i = 0; i < count && chosen < most; i++) {
      if (isDiverse(ordinals[i], nearness[i], ordinals, chosen)) {
        nearness[chosen] = nearness[i];
        ordinals[chosen++] = ordinals[i];
      }
    }
    return chosen;
  }

  /// Adds to links that stay.
  ///
  /// @param links the first `count` stay; the chosen are put behind them
  /// @param candidates closest first
  /// @param nearness of the candidates to the vertex
  /// @param most how many links there may be
  /// @return how many there are then
  int extend(
      int[] links, int count, int[] candidates, float[] nearness, int candidateCount, int most) {
    int chosen = count;
    for (int i = 0; i < candidateCount && chosen < most; i++) {
      if (isDiverse(candidates[i], nearness[i], links, chosen)) {
        links[chosen++] = candidates[i];
      }
    }
    return chosen;
  }

  private boolean isDiverse(int candidate, float nearness, int[] chosen, int count) {
    if (count == 0) {
      return true;
    }
    graph.rows().read(candidate, vector);
    scorer.begin(vector);
    for (int first = 0; first < count; first += COMPARED_AT_ONCE) {
      int length = Math.min(COMPARED_AT_ONCE, count - first);
      System.arraycopy(chosen, first, group, 0, length);
      scorer.scores(group, length, scores);
      for (int i = 0; i < length; i++) {
        if (scores[i] > nearness) {
          return false;
        }
      }
    }
    return true;
  }
}
