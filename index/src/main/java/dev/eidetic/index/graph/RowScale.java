package dev.eidetic.index.graph;

import dev.eidetic.vectors.RowFormat;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// What the numbers of stored rows mean: `factor * number + offset`. Anything but 1 and 0 only for
/// [RowFormat#BYTES].
///
/// @param factor greater than 0
/// @param offsets one per coordinate; shared, not to be changed
@SuppressWarnings("ArrayRecordComponent") // never compared
record RowScale(float factor, float[] offsets) {

  static RowScale none(int dimension) {
    return new RowScale(1, new float[dimension]);
  }

  /// Whole numbers from 0 to 255, exactly.
  static RowScale wholeNumbers(int dimension) {
    var offsets = new float[dimension];
    Arrays.fill(offsets, 128);
    return new RowScale(1, offsets);
  }

  void encode(RowFormat format, float[] vector, MemorySegment target, long at) {
    if (format != RowFormat.BYTES) {
      format.encode(vector, 0, vector.length, target, at);
      return;
    }
    var scaled = new float[vector.length];
    prepareDistance(vector, scaled);
    format.encode(scaled, 0, scaled.length, target, at);
  }

  void decode(
      RowFormat format, MemorySegment source, long at, float[] target, int offset, int count) {
    format.decode(source, at, target, offset, count);
    if (format == RowFormat.BYTES) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = Math.fma(factor, target[offset + i], offsets[i]);
      }
    }
  }

  /// What squared distances of stored numbers are to be multiplied by.
  float squaredFactor() {
    return factor * factor;
  }

  /// A query as rows are stored: squared distances to it are to be multiplied by [#squaredFactor].
  void prepareDistance(float[] query, float[] prepared) {
    float inverse = 1 / factor;
    for (int i = 0; i < offsets.length; i++) {
      prepared[i] = (query[i] - offsets[i]) * inverse;
    }
  }

  /// A query for inner products, which then lack [#offsetProduct].
  void prepareDot(float[] query, float[] prepared) {
    for (int i = 0; i < offsets.length; i++) {
      prepared[i] = query[i] * factor;
    }
  }

  /// @param query may have an extra coordinate, which has no part in this
  float offsetProduct(float[] query) {
    float product = 0;
    for (int i = 0; i < offsets.length; i++) {
      product = Math.fma(query[i], offsets[i], product);
    }
    return product;
  }
}
