package dev.eidetic.rerank.matching;

import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.vectors.BlockKernels;
import java.util.Arrays;

/// Cosines of floats, tile by tile.
final class FloatProducts implements Products {

  private int rows;
  private float[] best = new float[0];
  private float[] second = new float[0];
  private int[] bestColumns = new int[0];
  private float[] columnBest = new float[0];

  void compute(Descriptors.Floats left, Descriptors.Floats right) {
    rows = left.count();
    int dimension = left.dimension();
    int step = BlockKernels.QUERIES;
    int padded = (rows + step - 1) / step * step;
    float[] queries = Arrays.copyOf(left.rows(), padded * dimension);
    best = filled(rows);
    second = filled(rows);
    bestColumns = new int[rows];
    Arrays.fill(bestColumns, -1);
    columnBest = filled(right.count());
    int width = BlockKernels.rowsPerStrip();
    var strip = new float[width * dimension];
    var tile = new float[step * width];
    for (int first = 0; first < right.count(); first += width) {
      int count = Math.min(width, right.count() - first);
      float[] columns =
          Arrays.copyOfRange(right.rows(), first * dimension, (first + count) * dimension);
      BlockKernels.packStrip(columns, count, dimension, strip);
      for (int row = 0; row < rows; row += step) {
        BlockKernels.dots(queries, row * dimension, dimension, strip, tile);
        for (int i = row; i < Math.min(row + step, rows); i++) {
          note(i, first, count, tile, (i - row) * width);
        }
      }
    }
  }

  private static float[] filled(int count) {
    var numbers = new float[count];
    Arrays.fill(numbers, Float.NEGATIVE_INFINITY);
    return numbers;
  }

  private void note(int row, int first, int count, float[] tile, int offset) {
    for (int i = 0; i < count; i++) {
      float product = tile[offset + i];
      if (product > best[row]) {
        second[row] = best[row];
        best[row] = product;
        bestColumns[row] = first + i;
      } else if (product > second[row]) {
        second[row] = product;
      }
      if (product > columnBest[first + i]) {
        columnBest[first + i] = product;
      }
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public double best(int row) {
    return best[row];
  }

  @Override
  public double second(int row) {
    return second[row];
  }

  @Override
  public int bestColumn(int row) {
    return bestColumns[row];
  }

  @Override
  public double columnBest(int column) {
    return columnBest[column];
  }
}
