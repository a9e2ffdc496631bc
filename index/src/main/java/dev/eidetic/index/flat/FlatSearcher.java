package dev.eidetic.index.flat;

import dev.eidetic.index.Metric;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.core.HitCollector;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.OrdinalFilter;
import dev.eidetic.index.core.RowScorer;
import dev.eidetic.index.core.Slots;
import dev.eidetic.index.core.VectorRows;
import java.util.Optional;

/// Scores all rows that may be hits, some at a time: rows scored together share what waiting for
/// memory costs.
final class FlatSearcher implements KindSearcher {

  private static final int AT_ONCE = 256;

  private final VectorRows rows;
  private final Slots slots;
  private final Metric metric;
  private final int[] ordinals = new int[AT_ONCE];
  private final float[] scores = new float[AT_ONCE];
  private Optional<RowScorer> scorer = Optional.empty();
  private int count;

  FlatSearcher(VectorRows rows, Slots slots, Metric metric) {
    this.rows = rows;
    this.slots = slots;
    this.metric = metric;
  }

  @Override
  public void search(
      float[] query, SearchEffort effort, OrdinalFilter filter, HitCollector collector) {
    if (scorer.isEmpty()) {
      scorer = Optional.of(rows.scorer(metric)); // not before: the rows may have to learn first
    }
    var scorer = this.scorer.get();
    scorer.begin(query);
    count = 0;
    boolean isFiltered = !filter.equals(OrdinalFilter.ALL);
    int end = slots.end();
    for (int ordinal = 0; ordinal < end; ordinal++) {
      if (slots.isTaken(ordinal) && (!isFiltered || filter.accepts(ordinal))) {
        ordinals[count++] = ordinal;
        if (count == AT_ONCE) {
          score(scorer, collector);
        }
      }
    }
    score(scorer, collector);
  }

  private void score(RowScorer scorer, HitCollector collector) {
    scorer.scores(ordinals, count, scores);
    for (int i = 0; i < count; i++) {
      if (scores[i] > collector.threshold()) {
        collector.collect(ordinals[i], scores[i]);
      }
    }
    count = 0;
  }
}
