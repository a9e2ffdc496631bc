package dev.eidetic.index.hnsw;

import dev.eidetic.index.Metric;
import dev.eidetic.index.core.RowScorer;
import dev.eidetic.index.core.VectorRows;

/// Vectors, their links, and where walks begin.
final class Graph {

  /// The entry of a graph without vertices.
  static final int NOWHERE = -1;

  private final VectorRows rows;
  private final Metric metric;
  private final Levels levels;
  private final Links links;
  private volatile int entry;

  Graph(VectorRows rows, Metric metric, Levels levels, Links links, int entry) {
    this.rows = rows;
    this.metric = metric;
    this.levels = levels;
    this.links = links;
    this.entry = entry;
  }

  VectorRows rows() {
    return rows;
  }

  Levels levels() {
    return levels;
  }

  Links links() {
    return links;
  }

  RowScorer scorer() {
    return rows.scorer(metric);
  }

  /// The vertex where walks begin, one of those on the highest level, or [#NOWHERE].
  int entry() {
    return entry;
  }

  void enterAt(int ordinal) {
    entry = ordinal;
  }

  /// Begins walks at a vertex if it lives higher than all before it.
  synchronized void raiseEntry(int ordinal) {
    if (entry == NOWHERE || levels.of(ordinal) > levels.of(entry)) {
      entry = ordinal;
    }
  }
}
