package dev.eidetic.index.aggregated;

import dev.eidetic.vectors.BlockKernels;
import dev.eidetic.vectors.cluster.Centroids;
import java.util.Arrays;

/// Finds the nearest few of many centroids for many points, by tiles of a matrix product. Immutable
/// but for scratch of its own per call; any number of threads may ask at once.
final class NearestWords {

  private static final int TILE = BlockKernels.QUERIES;

  private final float[] padded;
  private final float[] halfSquares;
  private final int tiled;
  private final int dimension;

  NearestWords(Centroids centroids) {
    dimension = centroids.dimension();
    tiled = (centroids.count() + TILE - 1) / TILE * TILE;
    padded = Arrays.copyOf(centroids.numbers(), tiled * dimension);
    halfSquares = new float[tiled];
    Arrays.fill(halfSquares, Float.POSITIVE_INFINITY);
    for (int i = 0; i < centroids.count(); i++) {
      float square = 0;
      for (int j = i * dimension; j < (i + 1) * dimension; j++) {
        square = Math.fma(padded[j], padded[j], square);
      }
      halfSquares[i] = square / 2;
    }
  }

  /// @param points `count` vectors, one after the other
  /// @param few at most as many as there are centroids
  /// @return for each point its nearest centroids, the nearest first, point after point
  int[] of(float[] points, int count, int few) {
    int width = BlockKernels.rowsPerStrip();
    var nearest = new int[count * few];
    var rows = new float[width * dimension];
    var strip = new float[width * dimension];
    var tile = new float[TILE * width];
    var best = new float[width * few];
    for (int first = 0; first < count; first += width) {
      int part = Math.min(width, count - first);
      System.arraycopy(points, first * dimension, rows, 0, part * dimension);
      BlockKernels.packStrip(rows, part, dimension, strip);
      Arrays.fill(best, Float.NEGATIVE_INFINITY);
      for (int i = 0; i < tiled; i += TILE) {
        BlockKernels.dots(padded, i * dimension, dimension, strip, tile);
        for (int j = 0; j < TILE; j++) {
          for (int point = 0; point < part; point++) {
            float closeness = tile[j * width + point] - halfSquares[i + j];
            if (closeness > best[point * few + few - 1]) {
              insert(closeness, i + j, best, point * few, nearest, (first + point) * few, few);
            }
          }
        }
      }
    }
    return nearest;
  }

  private static void insert(
      float closeness, int word, float[] best, int from, int[] nearest, int to, int few) {
    int place = few - 1;
    while (place > 0 && closeness > best[from + place - 1]) {
      best[from + place] = best[from + place - 1];
      nearest[to + place] = nearest[to + place - 1];
      place--;
    }
    best[from + place] = closeness;
    nearest[to + place] = word;
  }
}
