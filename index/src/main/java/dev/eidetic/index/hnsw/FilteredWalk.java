package dev.eidetic.index.hnsw;

import dev.eidetic.index.core.OrdinalFilter;
import java.util.Arrays;

/// Walks among the vertices that a filter lets pass. A refused vertex costs no score: it is stepped
/// over, to its own neighbours and on to theirs, until a vertex has about as many passing
/// neighbours as it would have without a filter. After Patel et al., 2024,
/// <https://arxiv.org/abs/2403.04871> (ACORN), but over the plain graph. Belongs to one thread.
final class FilteredWalk {

  private final Graph graph;
  private final Vertices vertices;
  private final Walk walk;
  private final Links links;
  private final int enough;
  private final Beam beam = new Beam();
  private final Visited visited = new Visited();
  private final Visited refused = new Visited();
  private final Visited steppedOver = new Visited();
  private final int[] list;
  private final int[] passing;
  private final float[] scores;
  private int[] toStepOver = new int[256];
  private OrdinalFilter filter = OrdinalFilter.ALL;
  private int count;
  private int waiting;
  private long stepsLeft;

  /// @param walk has begun with the query when [#search] is called
  FilteredWalk(Graph graph, Vertices vertices, Walk walk) {
    this.graph = graph;
    this.vertices = vertices;
    this.walk = walk;
    this.links = graph.links();
    int width = links.width(0);
    this.enough = links.width(1);
    this.list = new int[width];
    this.passing = new int[enough + width];
    this.scores = new float[passing.length];
  }

  /// What passes and is closest.
  Beam beam() {
    return beam;
  }

  /// Collects the closest passing vertices in the [#beam].
  ///
  /// @param mostSteps refused vertices that may be stepped over
  /// @return false if more steps would be needed, or fewer vertices were reached than the beam
  ///   holds
  boolean search(OrdinalFilter filter, int capacity, long mostSteps) {
    this.filter = filter;
    stepsLeft = mostSteps;
    int end = vertices.end();
    walk.search(walk.descend(graph.entry(), 0), 0, Math.max(8, capacity / 4), end);
    beam.begin(capacity);
    visited.begin(end);
    refused.begin(end);
    steppedOver.begin(end);
    count = 0;
    waiting = 0;
    for (int i = 0; i < walk.beam().count(); i++) {
      meet(walk.beam().ordinal(i));
      scoreIfMany();
    }
    stepOver();
    for (int vertex = beam.expandNext(); vertex >= 0; vertex = beam.expandNext()) {
      waiting = 0;
      meetNeighbours(vertex);
      stepOver();
    }
    return stepsLeft > 0 && beam.isFull();
  }

  private void stepOver() {
    for (int next = 0; next < waiting && count < enough && stepsLeft > 0; next++) {
      if (steppedOver.mark(toStepOver[next])) {
        stepsLeft--;
        meetNeighbours(toStepOver[next]);
      }
    }
    scorePassing();
  }

  private void meetNeighbours(int vertex) {
    int width = links.read(vertex, 0, list);
    for (int i = 0; i < width; i++) {
      meet(list[i]);
    }
  }

  /// Notes a new vertex if it passes; one that does not is noted to be stepped over.
  private void meet(int ordinal) {
    if (visited.mark(ordinal)) {
      if (!vertices.isRetired(ordinal) && filter.accepts(ordinal)) {
        passing[count++] = ordinal;
        return;
      }
      refused.mark(ordinal);
    } else if (!refused.isMarked(ordinal)) {
      return;
    }
    if (!steppedOver.isMarked(ordinal)) {
      if (waiting == toStepOver.length) {
        toStepOver = Arrays.copyOf(toStepOver, 2 * waiting);
      }
      toStepOver[waiting++] = ordinal;
    }
  }

  private void scoreIfMany() {
    if (count >= enough) {
      scorePassing();
    }
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
