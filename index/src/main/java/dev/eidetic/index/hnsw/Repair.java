package dev.eidetic.index.hnsw;

import java.util.Arrays;

/// Takes the retired out of a graph: whoever is linked to one keeps its other links, and chooses
/// among that one's links instead. After Singh et al., 2021, <https://arxiv.org/abs/2105.09613>
/// (FreshDiskANN, algorithm 4), with the diversity of the paper by Malkov and Yashunin. One for
/// each thread; each writes only the links of the vertices that it mends, and the links of the
/// retired stay until all are mended.
///
/// Choosing anew among all, as that paper does, lost 1.8 points of recall in one round of replacing
/// a fifth; keeping what stays loses none (docs/performance.md, HNSW).
final class Repair {

  private static final int MOST_CANDIDATES = 1024;

  private final Graph graph;
  private final Links links;
  private final Vertices vertices;
  private final Walk walk;
  private final Diversity diversity;
  private final Visited seen = new Visited();
  private final float[] vector;
  private final int[] list;
  private final int[] chosen;
  private final int[] candidates = new int[MOST_CANDIDATES];
  private final float[] nearness = new float[MOST_CANDIDATES];
  private final long[] keys = new long[MOST_CANDIDATES];
  private final int[] retired = new int[MOST_CANDIDATES];
  private int candidateCount;
  private int retiredCount;

  Repair(Graph graph, Vertices vertices) {
    this.graph = graph;
    this.links = graph.links();
    this.vertices = vertices;
    this.walk = new Walk(graph);
    this.diversity = new Diversity(graph);
    this.vector = new float[graph.rows().dimension()];
    this.list = new int[links.width(0)];
    this.chosen = new int[links.width(0)];
  }

  /// Takes the retired out of the links of a vertex that is live.
  void mend(int ordinal) {
    for (int level = graph.levels().of(ordinal); level >= 0; level--) {
      seen.begin(vertices.end());
      seen.mark(ordinal);
      candidateCount = 0;
      retiredCount = 0;
      gather(ordinal, level);
      if (retiredCount > 0) {
        relink(ordinal, level);
      }
    }
  }

  private void relink(int ordinal, int level) {
    int width = links.width(level);
    int direct = retiredCount;
    int kept = candidateCount;
    System.arraycopy(candidates, 0, chosen, 0, kept);
    candidateCount = 0;
    for (int next = 0; next < retiredCount; next++) {
      if (next < direct || candidateCount < width) {
        gather(retired[next], level);
      }
    }
    graph.rows().read(ordinal, vector);
    walk.begin(vector);
    walk.scorer().scores(candidates, candidateCount, nearness);
    for (int i = 0; i < candidateCount; i++) {
      keys[i] = Beam.key(candidates[i], nearness[i]);
    }
    Arrays.sort(keys, 0, candidateCount);
    for (int i = 0; i < candidateCount; i++) {
      long key = keys[candidateCount - 1 - i];
      candidates[i] = Beam.ordinal(key);
      nearness[i] = Beam.score(key);
    }
    int count = diversity.extend(chosen, kept, candidates, nearness, candidateCount, width);
    links.write(ordinal, level, chosen, count);
  }

  /// Sorts the links of a vertex into live and retired ones, as far as they are new.
  private void gather(int ordinal, int level) {
    int count = links.read(ordinal, level, list);
    for (int i = 0; i < count; i++) {
      int target = list[i];
      if (seen.mark(target)) {
        if (!vertices.isRetired(target)) {
          if (candidateCount < MOST_CANDIDATES) {
            candidates[candidateCount++] = target;
          }
        } else if (retiredCount < MOST_CANDIDATES) {
          retired[retiredCount++] = target;
        }
      }
    }
  }
}
