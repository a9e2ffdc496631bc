package dev.eidetic.index.core;

import dev.eidetic.index.Metric;

/// Scores the rows of a [VectorRows], whatever their format.
final class VectorRowScorer implements RowScorer {

  /// What is touched of a row: of longer ones the processor fetches the rest by itself.
  private static final int MOST_TOUCHED = 1024;

  private final VectorRows rows;
  private final Metric metric;
  private final CacheLines lines = new CacheLines();
  private final int[] one = new int[1];
  private final float[] score = new float[1];
  private RowFormat format;
  private SegmentScorer scorer;

  VectorRowScorer(VectorRows rows, Metric metric) {
    this.rows = rows;
    this.metric = metric;
    this.format = rows.format();
    this.scorer = format.scorer(metric);
  }

  @Override
  public void begin(float[] query) {
    if (!rows.format().equals(format)) { // trained meanwhile
      format = rows.format();
      scorer = format.scorer(metric);
    }
    scorer.begin(query);
  }

  @Override
  public float score(int ordinal) {
    one[0] = ordinal;
    scores(one, 1, score);
    return score[0];
  }

  @Override
  public void scores(int[] ordinals, int count, float[] scores) {
    if (count > 1) {
      int bytes = Math.min(MOST_TOUCHED, format.rowBytes());
      lines.touchRows(rows.segment(), format.rowBytes(), bytes, ordinals, count);
    }
    scorer.scores(rows.segment(), 0, ordinals, count, scores);
  }
}
