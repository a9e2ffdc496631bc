package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.Rankings;

/// Rankings of which the first hits are kept whenever somebody asks, so that nobody need ask again:
/// a ranking may be dear to compute or to read.
///
/// @param hits receives those of each query that was asked for
@SuppressWarnings("ArrayRecordComponent")
record HitKeepingRankings(Rankings rankings, int[][] hits, Choice choice) implements Rankings {

  /// Says which hits are kept.
  @FunctionalInterface
  interface Choice {
    int[] of(int query, int[] ranked);
  }

  @Override
  public int queries() {
    return rankings.queries();
  }

  @Override
  public int[] ranked(int query) {
    int[] ranked = rankings.ranked(query);
    hits[query] = choice.of(query, ranked);
    return ranked;
  }

  @Override
  public boolean complete() {
    return rankings.complete();
  }
}
