package dev.eidetic.index.core;

import dev.eidetic.index.Metric;
import dev.eidetic.vectors.RowKernels;

/// Scores 32-bit floats where they lie.
final class FloatRowScorer implements RowScorer {

  private final VectorRows rows;
  private final boolean isProduct;
  private final int[] one = new int[1];
  private final float[] score = new float[1];
  private float[] query = {};

  FloatRowScorer(VectorRows rows, Metric metric) {
    this.rows = rows;
    this.isProduct = metric.isProduct();
  }

  @Override
  public void begin(float[] query) {
    this.query = query;
  }

  @Override
  public float score(int ordinal) {
    one[0] = ordinal;
    scores(one, 1, score);
    return score[0];
  }

  @Override
  public void scores(int[] ordinals, int count, float[] scores) {
    if (isProduct) {
      RowKernels.dots(query, rows.segment(), ordinals, count, scores);
    } else {
      RowKernels.nearness(query, rows.segment(), ordinals, count, scores);
    }
  }
}
