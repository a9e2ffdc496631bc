package dev.eidetic.rerank.neighbourhood;

import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.vectors.BlockKernels;
import java.util.Optional;

/// Inner products of some vectors with each other.
///
/// @param count how many
/// @param values `count * count` numbers, row by row; symmetric
public record Similarities(int count, float[] values) {

  /// @return nothing if the budget was spent before the end
  public static Optional<Similarities> among(float[][] vectors, TimeBudget budget) {
    int count = vectors.length;
    int dimension = count == 0 ? 0 : vectors[0].length;
    int width = BlockKernels.rowsPerStrip();
    int tiles = (count + BlockKernels.QUERIES - 1) / BlockKernels.QUERIES;
    var flat = new float[tiles * BlockKernels.QUERIES * dimension];
    for (int i = 0; i < count; i++) {
      System.arraycopy(vectors[i], 0, flat, i * dimension, dimension);
    }
    var values = new float[count * count];
    var rows = new float[width * dimension];
    var strip = new float[width * dimension];
    var scores = new float[BlockKernels.QUERIES * width];
    for (int first = 0; first < count; first += width) {
      if (budget.isSpent()) {
        return Optional.empty();
      }
      int inStrip = Math.min(width, count - first);
      System.arraycopy(flat, first * dimension, rows, 0, inStrip * dimension);
      BlockKernels.packStrip(rows, inStrip, dimension, strip);
      for (int tile = 0; tile < tiles; tile++) {
        int query = tile * BlockKernels.QUERIES;
        BlockKernels.dots(flat, query * dimension, dimension, strip, scores);
        for (int i = 0; i < Math.min(BlockKernels.QUERIES, count - query); i++) {
          System.arraycopy(scores, i * width, values, (query + i) * count + first, inStrip);
        }
      }
    }
    return Optional.of(new Similarities(count, values));
  }

  /// Of two of the vectors.
  public float of(int first, int second) {
    return values[first * count + second];
  }

  /// The nearest to one of the vectors, itself first whatever the others, then by descending
  /// similarity, equal ones in the order of their numbers.
  ///
  /// @param wanted how many, itself included; fewer if there are not as many
  public int[] nearest(int vector, int wanted) {
    var row = new float[count];
    System.arraycopy(values, vector * count, row, 0, count);
    row[vector] = Float.POSITIVE_INFINITY;
    return Nearest.of(row, Math.min(wanted, count));
  }
}
