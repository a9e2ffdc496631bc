package dev.eidetic.vectors.cluster;

import dev.eidetic.vectors.BlockKernels;
import dev.eidetic.vectors.NearestKernels;
import java.util.Arrays;

/// Finds the nearest of many centroids for many points, by tiles of a matrix product. Immutable;
/// each thread asks by an [Assigner] of its own. The result does not depend on how points are
/// grouped, nor on the processor.
public final class NearestCentroids {

  private static final int TILE = BlockKernels.QUERIES;

  /// Numbers of centroids that are compared with strip after strip while they stay in the first
  /// cache, and of points that meanwhile stay in the second.
  private static final int NUMBERS_IN_FIRST_CACHE = 5 << 10;

  private static final int NUMBERS_IN_SECOND_CACHE = 32 << 10;

  private final float[] padded;
  private final float[] penalties;
  private final int tiled;
  private final int dimension;

  public NearestCentroids(Centroids centroids) {
    int count = centroids.count();
    dimension = centroids.dimension();
    tiled = (count + TILE - 1) / TILE * TILE;
    padded = Arrays.copyOf(centroids.numbers(), tiled * dimension);
    penalties = new float[tiled];
    Arrays.fill(penalties, Float.POSITIVE_INFINITY);
    for (int i = 0; i < count; i++) {
      penalties[i] = halfSquare(i * dimension);
    }
  }

  private float halfSquare(int start) {
    float square = 0;
    for (int i = start; i < start + dimension; i++) {
      square = Math.fma(padded[i], padded[i], square);
    }
    return square / 2;
  }

  /// Finds the nearest few centroids of points.
  ///
  /// @param points `count` vectors, one after the other
  /// @param few at most as many as there are centroids
  /// @return for each point in turn its nearest centroids, the nearest first
  public int[] nearest(float[] points, int count, int few) {
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
            float closeness = tile[j * width + point] - penalties[i + j];
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
      float closeness, int centroid, float[] best, int from, int[] nearest, int to, int few) {
    int place = few - 1;
    while (place > 0 && closeness > best[from + place - 1]) {
      best[from + place] = best[from + place - 1];
      nearest[to + place] = nearest[to + place - 1];
      place--;
    }
    best[from + place] = closeness;
    nearest[to + place] = centroid;
  }

  public Assigner assigner() {
    return new Assigner(Integer.MAX_VALUE);
  }

  /// An assigner that takes less memory.
  ///
  /// @param points that are usually given in one call
  public Assigner assigner(int points) {
    return new Assigner(points);
  }

  /// Belongs to one thread.
  public final class Assigner {

    private final int width = BlockKernels.rowsPerStrip();
    private final int centroidsAtOnce =
        Math.max(1, NUMBERS_IN_FIRST_CACHE / (TILE * dimension)) * TILE;
    private final float[][] strips;
    private final float[] rows = new float[width * dimension];
    private final float[] tile = new float[TILE * width];
    private final float[] scores;
    private final float[] best;

    private Assigner(int points) {
      int needed = Math.min(64, (int) ((points + width - 1L) / width));
      int cached = NUMBERS_IN_SECOND_CACHE / (width * dimension);
      int count = Math.max(1, Math.min(needed, cached));
      strips = new float[count][width * dimension];
      scores = new float[count * width];
      best = new float[count * width];
    }

    /// Finds the nearest centroid of consecutive points.
    ///
    /// @param points hold `count` vectors from `start` on, `stride` numbers from one to the next
    /// @param nearest receives the numbers of the centroids from `offset` on
    public void assign(
        float[] points, int start, int stride, int count, int[] nearest, int offset) {
      int atOnce = strips.length * width;
      for (int first = 0; first < count; first += atOnce) {
        int part = Math.min(atOnce, count - first);
        pack(points, start + first * stride, stride, part);
        compare((part + width - 1) / width);
        for (int i = 0; i < part; i++) {
          nearest[offset + first + i] = (int) best[i];
        }
      }
    }

    private void pack(float[] points, int start, int stride, int count) {
      for (int first = 0; first < count; first += width) {
        int part = Math.min(width, count - first);
        for (int i = 0; i < part; i++) {
          System.arraycopy(points, start + (first + i) * stride, rows, i * dimension, dimension);
        }
        BlockKernels.packStrip(rows, part, dimension, strips[first / width]);
      }
    }

    private void compare(int count) {
      Arrays.fill(scores, Float.NEGATIVE_INFINITY);
      Arrays.fill(best, 0);
      for (int from = 0; from < tiled; from += centroidsAtOnce) {
        int to = Math.min(tiled, from + centroidsAtOnce);
        for (int strip = 0; strip < count; strip++) {
          for (int i = from; i < to; i += TILE) {
            BlockKernels.dots(padded, i * dimension, dimension, strips[strip], tile);
            NearestKernels.keepBest(tile, penalties, i, scores, best, strip * width);
          }
        }
      }
    }
  }
}
