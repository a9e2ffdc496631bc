package dev.eidetic.evaluate.neighbours;

import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;

/// Refuses vectors whose inner products could be infinite or not a number: those of which the
/// squared length is. (By the inequality of Cauchy and Schwarz, all others are safe.)
final class FiniteVectors {

  private static final int ROWS_AT_ONCE = 64;

  private FiniteVectors() {}

  static void require(String name, VectorSource source) {
    int dimension = source.dimension();
    var rows = new float[ROWS_AT_ONCE * dimension];
    for (int first = 0; first < source.count(); first += ROWS_AT_ONCE) {
      int count = Math.min(ROWS_AT_ONCE, source.count() - first);
      source.copy(first, count, rows, 0);
      for (int i = 0; i < count; i++) {
        float[] row = Arrays.copyOfRange(rows, i * dimension, (i + 1) * dimension);
        if (!Float.isFinite(Kernels.dot(row, row))) {
          throw new IllegalArgumentException(
              "%s vector %d is not finite, or too long to square: it cannot be ranked"
                  .formatted(name, first + i));
        }
      }
    }
  }
}
