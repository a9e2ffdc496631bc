package dev.eidetic.index.core;

import dev.eidetic.index.Metric;
import dev.eidetic.vectors.Kernels;
import java.lang.foreign.MemorySegment;

/// Scores bytes. With `c` the centres, `s` the steps and `b` the bytes of a row, the inner product
/// is `q c + (q s) b`, and the squared distance `|q - c|^2 - 2 ((q - c) s) b + |s b|^2`, whose last
/// term the row has.
final class ByteScorer implements SegmentScorer {

  private final RowFormat format;
  private final ByteScale scale;
  private final boolean isProduct;
  private final float[] scaled;
  private float bias;

  ByteScorer(RowFormat format, ByteScale scale, Metric metric) {
    this.format = format;
    this.scale = scale;
    this.isProduct = metric.isProduct();
    this.scaled = new float[format.dimension()];
  }

  @Override
  public void begin(float[] query) {
    if (isProduct) {
      bias = Kernels.dot(query, scale.centres());
      System.arraycopy(query, 0, scaled, 0, scaled.length);
    } else {
      bias = -Kernels.squaredDistance(query, scale.centres());
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = 2 * (query[i] - scale.centres()[i]);
      }
    }
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= scale.steps()[i];
    }
  }

  @Override
  public void scores(MemorySegment segment, long first, int[] ordinals, int count, float[] scores) {
    format.rows(segment, first).dots(scaled, ordinals, count, scores);
    for (int i = 0; i < count; i++) {
      long row = first + (long) format.rowBytes() * ordinals[i];
      scores[i] = bias + scores[i] - (isProduct ? 0 : scale.square(segment, row));
    }
  }

  @Override
  public void scores(MemorySegment segment, long first, int count, float[] scores) {
    format.rows(segment, first).dots(scaled, 0, count, scores);
    for (int i = 0; i < count; i++) {
      long row = first + (long) format.rowBytes() * i;
      scores[i] = bias + scores[i] - (isProduct ? 0 : scale.square(segment, row));
    }
  }
}
