package dev.eidetic.index.graph;

import dev.eidetic.vectors.ElementType;
import dev.eidetic.vectors.Rows;
import java.util.Arrays;

/// What the numbers of stored rows mean: `factor * number + offset`. Anything but 1 and 0 only for
/// [ElementType#INT8].
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

  /// Stores a vector; what is beyond the range of bytes becomes the nearest of them.
  void write(Rows rows, int ordinal, float[] vector) {
    if (rows.type() != ElementType.INT8) {
      rows.write(ordinal, vector, 0);
      return;
    }
    var scaled = new float[vector.length];
    prepareDistance(vector, scaled);
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = Math.clamp(scaled[i], Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    rows.write(ordinal, scaled, 0);
  }

  /// Restores a vector, into `target` from `start` on.
  void read(Rows rows, int ordinal, float[] target, int start) {
    rows.read(ordinal, target, start);
    if (rows.type() == ElementType.INT8) {
      for (int i = 0; i < offsets.length; i++) {
        target[start + i] = Math.fma(factor, target[start + i], offsets[i]);
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
