package dev.eidetic.index.core;

/// Scores the rows of a [VectorRows], whatever their format.
final class VectorRowScorer implements RowScorer {

  private final VectorRows rows;
  private final SegmentScorer scorer;
  private final int[] one = new int[1];
  private final float[] score = new float[1];

  VectorRowScorer(VectorRows rows, SegmentScorer scorer) {
    this.rows = rows;
    this.scorer = scorer;
  }

  @Override
  public void begin(float[] query) {
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
    scorer.scores(rows.segment(), 0, ordinals, count, scores);
  }
}
