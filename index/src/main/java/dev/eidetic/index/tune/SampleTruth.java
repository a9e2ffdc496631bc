package dev.eidetic.index.tune;

import dev.eidetic.index.Metric;
import dev.eidetic.index.core.TopHits;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// The true neighbours of some queries, by scanning all vectors.
///
/// @param queries as given
/// @param places of the nearest vectors, for each query
/// @param lastScores the score of the last of them; whatever scores as much is as good
record SampleTruth(float[][] queries, int[][] places, float[] lastScores) {

  private static final int ROWS_AT_ONCE = 512;

  /// @param count neighbours of each query
  static SampleTruth scan(
      VectorSource vectors, float[][] queries, Metric metric, int count, int threads) {
    var rows = metric == Metric.COSINE ? vectors.normalized() : vectors;
    var places = new int[queries.length][];
    var lastScores = new float[queries.length];
    List<Callable<Boolean>> parts = new ArrayList<>();
    for (int part = 0; part < threads; part++) {
      int from = (int) ((long) queries.length * part / threads);
      int to = (int) ((long) queries.length * (part + 1) / threads);
      parts.add(
          () -> {
            var best = scan(rows, queries, from, to, metric, count);
            for (int i = from; i < to; i++) {
              var top = best[i - from];
              places[i] = new int[top.count()];
              lastScores[i] = Float.POSITIVE_INFINITY;
              for (int j = 0; j < top.count(); j++) {
                places[i][j] = top.ordinal(j);
                lastScores[i] = Math.min(lastScores[i], top.score(j));
              }
            }
            return true;
          });
    }
    try (var pool = Executors.newFixedThreadPool(threads)) {
      for (var result : pool.invokeAll(parts)) {
        result.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while scanning for the true neighbours", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the vectors could not be scanned", e.getCause());
    }
    return new SampleTruth(queries, places, lastScores);
  }

  private static TopHits[] scan(
      VectorSource rows, float[][] queries, int from, int to, Metric metric, int count) {
    var best = new TopHits[to - from];
    var scaled = new float[to - from][];
    for (int i = 0; i < best.length; i++) {
      best[i] = new TopHits();
      best[i].begin(Math.min(count, rows.count()));
      scaled[i] = queries[from + i].clone();
      if (metric == Metric.COSINE) {
        Kernels.normalize(scaled[i]);
      }
    }
    int dimension = rows.dimension();
    var block = new float[Math.min(ROWS_AT_ONCE, rows.count()) * dimension];
    var row = new float[dimension];
    for (int first = 0; first < rows.count(); first += ROWS_AT_ONCE) {
      int length = Math.min(ROWS_AT_ONCE, rows.count() - first);
      rows.copy(first, length, block, 0);
      for (int j = 0; j < length; j++) {
        System.arraycopy(block, j * dimension, row, 0, dimension);
        for (int i = 0; i < best.length; i++) {
          best[i].collect(first + j, score(scaled[i], row, metric));
        }
      }
    }
    return best;
  }

  static float score(float[] query, float[] row, Metric metric) {
    return metric.isProduct() ? Kernels.dot(query, row) : -Kernels.squaredDistance(query, row);
  }

  /// Every second query, from the first or the second on.
  SampleTruth half(int remainder) {
    int count = (queries.length + 1 - remainder) / 2;
    var half = new SampleTruth(new float[count][], new int[count][], new float[count]);
    for (int i = 0; i < count; i++) {
      half.queries[i] = queries[2 * i + remainder];
      half.places[i] = places[2 * i + remainder];
      half.lastScores[i] = lastScores[2 * i + remainder];
    }
    return half;
  }
}
