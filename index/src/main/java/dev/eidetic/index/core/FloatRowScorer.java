package dev.eidetic.index.core;

import dev.eidetic.index.Metric;
import dev.eidetic.vectors.Kernels;

/// Scores 32-bit floats.
final class FloatRowScorer implements RowScorer {

  private final VectorRows rows;
  private final boolean isProduct;
  private final float[] row;
  private float[] query = {};

  FloatRowScorer(VectorRows rows, Metric metric) {
    this.rows = rows;
    this.isProduct = metric.isProduct();
    this.row = new float[rows.dimension()];
  }

  @Override
  public void begin(float[] query) {
    this.query = query;
  }

  @Override
  public float score(int ordinal) {
    rows.read(ordinal, row);
    return isProduct ? Kernels.dot(query, row) : -Kernels.squaredDistance(query, row);
  }

  @Override
  public void scores(int[] ordinals, int count, float[] scores) {
    for (int i = 0; i < count; i++) {
      scores[i] = score(ordinals[i]);
    }
  }
}
