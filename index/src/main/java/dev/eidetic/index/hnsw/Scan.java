package dev.eidetic.index.hnsw;

import dev.eidetic.index.core.HitCollector;
import dev.eidetic.index.core.OrdinalFilter;
import dev.eidetic.index.core.RowScorer;
import java.util.function.IntConsumer;

/// Scores every vector that passes, some at a time. Belongs to one thread.
final class Scan {

  private static final int SCORED_AT_ONCE = 128;

  private final Vertices vertices;
  private final int[] ordinals = new int[SCORED_AT_ONCE];
  private final float[] scores = new float[SCORED_AT_ONCE];
  private int count;

  Scan(Vertices vertices) {
    this.vertices = vertices;
  }

  /// @param scorer has begun with the query
  void search(RowScorer scorer, OrdinalFilter filter, HitCollector collector) {
    count = 0;
    IntConsumer visitor =
        ordinal -> {
          ordinals[count++] = ordinal;
          if (count == SCORED_AT_ONCE) {
            flush(scorer, collector);
          }
        };
    if (filter.equals(OrdinalFilter.ALL)) {
      for (int ordinal = 0; ordinal < vertices.end(); ordinal++) {
        if (vertices.isLive(ordinal)) {
          visitor.accept(ordinal);
        }
      }
    } else {
      filter.forEach(visitor);
    }
    flush(scorer, collector);
  }

  private void flush(RowScorer scorer, HitCollector collector) {
    scorer.scores(ordinals, count, scores);
    for (int i = 0; i < count; i++) {
      collector.collect(ordinals[i], scores[i]);
    }
    count = 0;
  }
}
