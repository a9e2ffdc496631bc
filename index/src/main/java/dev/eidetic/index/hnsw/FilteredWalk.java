package dev.eidetic.index.hnsw;

import dev.eidetic.index.core.OrdinalFilter;

/// Walks among the vertices that a filter lets pass. A refused vertex costs no score: it is stepped
/// over, to its own neighbours. After Patel et al., 2024, <https://arxiv.org/abs/2403.04871>
/// (ACORN), but over the plain graph. Belongs to one thread.
final class FilteredWalk {

  private final Graph graph;
  private final Vertices vertices;
  private final Walk walk;
  private final Links links;
  private final Beam beam = new Beam();
  private final Visited visited = new Visited();
  private final Visited refused = new Visited();
  private final Visited steppedOver = new Visited();
  private final int[] direct;
  private final int[] distant;
  private final int[] passing;
  private final float[] scores;
  private OrdinalFilter filter = OrdinalFilter.ALL;
  private int count;

  /// @param walk has begun with the query when [#search] is called
  FilteredWalk(Graph graph, Vertices vertices, Walk walk) {
    this.graph = graph;
    this.vertices = vertices;
    this.walk = walk;
    this.links = graph.links();
    int width = links.width(0);
    this.direct = new int[width];
    this.distant = new int[width];
    this.passing = new int[width * (width + 1)];
    this.scores = new float[passing.length];
  }

  /// What passes and is closest.
  Beam beam() {
    return beam;
  }

  /// Collects the closest passing vertices in the [#beam]. If it is not full then, more may pass:
  /// they could not be reached by such steps.
  void search(OrdinalFilter filter, int capacity) {
    this.filter = filter;
    int end = vertices.end();
    beam.begin(capacity);
    visited.begin(end);
    refused.begin(end);
    steppedOver.begin(end);
    count = 0;
    walk.search(walk.descend(graph.entry(), 0), 0, Math.max(8, capacity / 4), end);
    for (int i = 0; i < walk.beam().count(); i++) {
      visit(walk.beam().ordinal(i));
    }
    scorePassing();
    for (int vertex = beam.expandNext(); vertex >= 0; vertex = beam.expandNext()) {
      visitNeighbours(vertex);
      scorePassing();
    }
  }

  private void visitNeighbours(int vertex) {
    int width = links.read(vertex, 0, direct);
    for (int i = 0; i < width; i++) {
      visit(direct[i]);
    }
  }

  /// Notes a vertex if it passes, else its neighbours that do.
  private void visit(int ordinal) {
    if (!passes(ordinal) && refused.isMarked(ordinal) && steppedOver.mark(ordinal)) {
      int width = links.read(ordinal, 0, distant);
      for (int i = 0; i < width; i++) {
        passes(distant[i]);
      }
    }
  }

  /// Notes a vertex that passes and was not seen yet.
  private boolean passes(int ordinal) {
    if (!visited.mark(ordinal)) {
      return false;
    }
    if (vertices.isRetired(ordinal) || !filter.accepts(ordinal)) {
      refused.mark(ordinal);
      return false;
    }
    if (count == passing.length) {
      scorePassing();
    }
    passing[count++] = ordinal;
    return true;
  }

  private void scorePassing() {
    walk.scorer().scores(passing, count, scores);
    float threshold = beam.threshold();
    for (int i = 0; i < count; i++) {
      if (scores[i] > threshold) {
        beam.offer(passing[i], scores[i]);
        threshold = beam.threshold();
      }
    }
    count = 0;
  }
}
