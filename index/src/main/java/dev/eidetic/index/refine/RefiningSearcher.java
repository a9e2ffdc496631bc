package dev.eidetic.index.refine;

import dev.eidetic.index.Metric;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.core.HitCollector;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.OrdinalFilter;
import dev.eidetic.index.core.RowScorer;
import dev.eidetic.index.core.TopHits;
import dev.eidetic.index.core.VectorRows;
import java.util.Optional;

/// Asks for `refineFactor` times the hits and ranks them by rows.
///
/// A range search does not know how many hits there are: it asks for ever more candidates until no
/// more than one in `refineFactor` of them is in range.
final class RefiningSearcher implements KindSearcher {

  private static final int FIRST_IN_RANGE = 64;

  private final KindSearcher base;
  private final VectorRows rows;
  private final Metric metric;
  private final TopHits candidates = new TopHits();
  private Optional<RowScorer> scorer = Optional.empty();
  private int[] ordinals = {};
  private float[] scores = {};

  RefiningSearcher(KindSearcher base, VectorRows rows, Metric metric) {
    this.base = base;
    this.rows = rows;
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
    int factor = effort.refineFactor();
    int wanted = collector.wanted();
    boolean isRange = wanted == Integer.MAX_VALUE;
    long asked = (long) (isRange ? FIRST_IN_RANGE : wanted) * factor;
    while (true) {
      candidates.begin((int) Math.min(Integer.MAX_VALUE - 1, asked));
      base.search(query, effort, filter, candidates);
      score(scorer);
      if (!isRange || candidates.count() < asked || isEnough(factor, collector.threshold())) {
        break;
      }
      asked *= 4;
    }
    for (int i = 0; i < candidates.count(); i++) {
      if (scores[i] > collector.threshold()) {
        collector.collect(ordinals[i], scores[i]);
      }
    }
  }

  private void score(RowScorer scorer) {
    int count = candidates.count();
    if (ordinals.length < count) {
      ordinals = new int[count];
      scores = new float[count];
    }
    for (int i = 0; i < count; i++) {
      ordinals[i] = candidates.ordinal(i);
    }
    scorer.scores(ordinals, count, scores);
  }

  private boolean isEnough(int factor, float threshold) {
    int inRange = 0;
    for (int i = 0; i < candidates.count(); i++) {
      inRange += scores[i] > threshold ? 1 : 0;
    }
    return (long) inRange * factor <= candidates.count();
  }
}
