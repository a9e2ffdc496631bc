package dev.eidetic.index.core;

import dev.eidetic.index.Metric;
import java.lang.foreign.MemorySegment;

/// Scores floats of any width, and whole numbers in bytes.
final class NumberScorer implements SegmentScorer {

  private final RowFormat format;
  private final boolean isProduct;
  private final float[] shifted;
  private float[] query = {};

  NumberScorer(RowFormat format, Metric metric) {
    this.format = format;
    this.isProduct = metric.isProduct();
    this.shifted = new float[format.isNarrow() ? format.dimension() : 0];
  }

  @Override
  public void begin(float[] query) {
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] = query[i] - WholeNumbers.OFFSET;
    }
    this.query = format.isNarrow() ? shifted : query;
  }

  @Override
  public void scores(MemorySegment segment, long first, int[] ordinals, int count, float[] scores) {
    var rows = format.rows(segment, first);
    if (isProduct) {
      rows.dots(query, ordinals, count, scores);
    } else {
      rows.squaredDistances(query, ordinals, count, scores);
      negate(scores, count);
    }
  }

  @Override
  public void scores(MemorySegment segment, long first, int count, float[] scores) {
    var rows = format.rows(segment, first);
    if (isProduct) {
      rows.dots(query, 0, count, scores);
    } else {
      rows.squaredDistances(query, 0, count, scores);
      negate(scores, count);
    }
  }

  private static void negate(float[] scores, int count) {
    for (int i = 0; i < count; i++) {
      scores[i] = -scores[i];
    }
  }
}
