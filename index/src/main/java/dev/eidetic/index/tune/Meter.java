package dev.eidetic.index.tune;

import dev.eidetic.index.Hits;
import dev.eidetic.index.Metric;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.VectorIndex;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/// Measures searches of one index.
///
/// @param vectors what the index holds, under their places as ids
/// @param nanoTime the clock
record Meter(
    VectorIndex index,
    VectorSource vectors,
    int count,
    long memoryBytes,
    Duration buildTime,
    LongSupplier nanoTime) {

  /// @param repetitions of all searches; the times are those of the fastest
  TuningPoint measure(SearchEffort effort, SampleTruth truth, int repetitions) {
    var searcher = index.searcher();
    var request = SearchRequest.top(count).with(effort);
    int queries = truth.queries().length;
    var recalls = new double[queries];
    var nanos = new long[queries];
    Arrays.fill(nanos, Long.MAX_VALUE);
    for (int repetition = 0; repetition < repetitions; repetition++) {
      for (int i = 0; i < queries; i++) {
        long start = nanoTime.getAsLong();
        var hits = searcher.search(truth.queries()[i], request);
        nanos[i] = Math.min(nanos[i], nanoTime.getAsLong() - start);
        recalls[i] = recall(hits, truth, i);
      }
    }
    double mean = Arrays.stream(recalls).average().orElse(0);
    double square = Arrays.stream(recalls).map(x -> (x - mean) * (x - mean)).sum();
    double total = Arrays.stream(nanos).sum();
    Arrays.sort(nanos);
    return new TuningPoint(
        index.spec(),
        effort,
        mean,
        1.96 * Math.sqrt(square / Math.max(1, queries - 1) / queries),
        Duration.ofNanos(nanos[(queries - 1) / 2]),
        Duration.ofNanos(nanos[(int) Math.ceil(0.95 * queries) - 1]),
        1e9 * queries / Math.max(1, total),
        memoryBytes,
        buildTime);
  }

  /// The share of the true neighbours among the hits; others that score as much count too.
  private double recall(Hits hits, SampleTruth truth, int query) {
    int[] places = truth.places()[query];
    if (places.length == 0) {
      return 1;
    }
    int found = 0;
    for (long id : hits.ids()) {
      if (Arrays.stream(places).anyMatch(place -> place == id)
          || isAsGood((int) id, truth.queries()[query], truth.lastScores()[query])) {
        found++;
      }
    }
    return (double) Math.min(found, places.length) / places.length;
  }

  private boolean isAsGood(int place, float[] query, float lastScore) {
    var row = new float[vectors.dimension()];
    vectors.copy(place, 1, row, 0);
    float[] scaled = query.clone();
    if (index.metric() == Metric.COSINE) {
      Kernels.normalize(row);
      Kernels.normalize(scaled);
    }
    return SampleTruth.score(scaled, row, index.metric()) >= lastScore;
  }
}
