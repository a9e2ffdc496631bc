package dev.eidetic.engine.bench.index;

import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.VectorIndex;
import dev.eidetic.vectors.VectorSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks one index all queries, again and again.
final class SearchRounds {

  private static final int LEAST_QUERIES = 100;
  private static final Duration WARM_UP = Duration.ofMillis(200);

  private final VectorIndex index;
  private final VectorSource queries;
  private final IndexBenchmark.Options options;

  SearchRounds(VectorIndex index, VectorSource queries, IndexBenchmark.Options options) {
    this.index = index;
    this.queries = queries;
    this.options = options;
  }

  /// What one round gave.
  ///
  /// @param found ids of the hits, one row per query asked
  /// @param nanos that each query took
  /// @param seconds of all queries together, by the clock
  /// @param processorSeconds that the searching threads computed, over the number of threads
  record Round(long[][] found, long[] nanos, double seconds, double processorSeconds) {}

  /// Searches for some time, so that what follows runs compiled.
  ///
  /// @return how long a query takes, in seconds
  double warmUp(SearchEffort effort, Duration time) {
    return warmUp(SearchRequest.top(options.count()).with(effort), time);
  }

  private double warmUp(SearchRequest request, Duration time) {
    var searcher = index.searcher();
    var query = new float[queries.dimension()];
    long start = System.nanoTime();
    int asked = 0;
    long elapsed = 0;
    while (elapsed < time.toNanos()) {
      queries.copy(asked % queries.count(), 1, query, 0);
      searcher.search(query, request);
      asked++;
      elapsed = System.nanoTime() - start;
    }
    return elapsed / 1e9 / asked;
  }

  /// Asks in rounds; the one of median speed counts.
  Round run(SearchRequest request) throws InterruptedException {
    double perQuery = warmUp(request, WARM_UP) / options.threads();
    double affordable = options.perRound().toMillis() / 1e3 / perQuery;
    int count = (int) Math.min(queries.count(), Math.max(LEAST_QUERIES, affordable));
    var rounds = new ArrayList<Round>();
    for (int i = 0; i < options.rounds(); i++) {
      rounds.add(options.threads() == 1 ? alone(request, count) : together(request, count));
    }
    rounds.sort(Comparator.comparingDouble(Round::seconds));
    return rounds.get((rounds.size() - 1) / 2);
  }

  /// Asks the first queries without timing.
  long[][] ask(SearchRequest request, int most) {
    return new Asking(request, Math.min(most, queries.count())).all().found;
  }

  private Round alone(SearchRequest request, int count) {
    var asking = new Asking(request, count);
    double processor = ProcessorTime.ofThread();
    asking.all();
    processor = ProcessorTime.ofThread() - processor;
    long nanos = 0;
    for (long each : asking.nanos) {
      nanos += each;
    }
    return new Round(asking.found, asking.nanos, nanos / 1e9, processor);
  }

  private Round together(SearchRequest request, int count) throws InterruptedException {
    var asking = new Asking(request, count);
    var workers = new ArrayList<Callable<Double>>();
    for (int i = 0; i < options.threads(); i++) {
      workers.add(
          () -> {
            double before = ProcessorTime.ofThread();
            asking.all();
            return ProcessorTime.ofThread() - before;
          });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(options.threads())) {
      long start = System.nanoTime();
      var outcomes = pool.invokeAll(workers);
      double seconds = (System.nanoTime() - start) / 1e9;
      double processor = 0;
      for (var outcome : outcomes) {
        processor += outcome.get();
      }
      return new Round(asking.found, asking.nanos, seconds, processor / options.threads());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("a search failed", e.getCause());
    }
  }

  /// One pass over the queries, which threads may share.
  private final class Asking {

    private final SearchRequest request;
    private final AtomicInteger next = new AtomicInteger();
    private final long[][] found;
    private final long[] nanos;

    Asking(SearchRequest request, int count) {
      this.request = request;
      this.found = new long[count][];
      this.nanos = new long[count];
    }

    Asking all() {
      var searcher = index.searcher();
      var query = new float[queries.dimension()];
      for (int i = next.getAndIncrement(); i < found.length; i = next.getAndIncrement()) {
        queries.copy(i, 1, query, 0);
        long start = System.nanoTime();
        found[i] = searcher.search(query, request).ids();
        nanos[i] = System.nanoTime() - start;
      }
      return this;
    }
  }
}
