package dev.eidetic.index.core;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.Metric;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;

/// Vectors as kinds expect them: checked once, scaled for cosines.
final class PreparedVectors {

  private static final int ROWS_AT_ONCE = 256;

  private PreparedVectors() {}

  /// @throws IllegalArgumentException naming the first vector that cannot be indexed
  static VectorSource of(VectorSource source, Metric metric, int dimension) {
    require(
        source.dimension() == dimension || source.count() == 0,
        "vectors have %d numbers; the index has vectors of %d",
        source.dimension(),
        dimension);
    var rows = new float[Math.min(ROWS_AT_ONCE, source.count()) * dimension];
    for (int first = 0; first < source.count(); first += ROWS_AT_ONCE) {
      int count = Math.min(ROWS_AT_ONCE, source.count() - first);
      source.copy(first, count, rows, 0);
      for (int i = 0; i < count; i++) {
        check(Arrays.copyOfRange(rows, i * dimension, (i + 1) * dimension), first + i, metric);
      }
    }
    return metric == Metric.COSINE ? source.normalized() : source;
  }

  private static void check(float[] vector, int place, Metric metric) {
    float square = Kernels.dot(vector, vector);
    require(
        Float.isFinite(square),
        "vector %d is not finite, or too long to square; it cannot be compared",
        place);
    require(
        metric != Metric.COSINE || square > 0,
        "vector %d has length zero, so no direction; cosines need one",
        place);
  }
}
