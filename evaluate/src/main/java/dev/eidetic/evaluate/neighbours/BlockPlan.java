package dev.eidetic.evaluate.neighbours;

import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;

/// How the queries are cut into blocks, and the threads that work them off.
///
/// @param starts the first query of each block, and the number of queries at the end
/// @param largest how many queries the largest block has
record BlockPlan(VectorSource queries, int threads, List<Integer> starts, int largest) {

  /// Works on one block of queries, which `scan` has loaded.
  interface Task {
    void run(StripScan scan, int first, int count);
  }

  /// Cuts blocks so that every thread gets some and none outgrows [BlockNeighbours#MOST_BYTES].
  ///
  /// @param largestBlock queries per block, at most
  /// @param bytesPerQuery what is kept for a query, besides its vector
  static BlockPlan of(
      VectorSource queries, int threads, int largestBlock, IntToLongFunction bytesPerQuery) {
    int total = queries.count();
    int most = Math.min(largestBlock, StripScan.roundUp(Math.ceilDiv(Math.max(total, 1), threads)));
    long vectorBytes = (long) Float.BYTES * queries.dimension();
    var starts = new ArrayList<Integer>();
    int largest = 0;
    int first = 0;
    while (first < total) {
      starts.add(first);
      long bytes = 0;
      int count = 0;
      while (count < most && first + count < total) {
        bytes += vectorBytes + bytesPerQuery.applyAsLong(first + count);
        if (count > 0 && bytes > BlockNeighbours.MOST_BYTES) {
          break;
        }
        count++;
      }
      largest = Math.max(largest, count);
      first += count;
    }
    starts.add(total);
    return new BlockPlan(queries, threads, starts, largest);
  }

  /// Works off all blocks.
  ///
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  void run(VectorSource gallery, Task task) throws InterruptedException {
    var next = new AtomicInteger();
    var failed = new AtomicBoolean();
    Callable<Void> worker =
        () -> {
          var scan = new StripScan(queries, gallery, largest);
          try {
            for (int i = next.getAndIncrement();
                i < starts.size() - 1 && !failed.get();
                i = next.getAndIncrement()) {
              int count = starts.get(i + 1) - starts.get(i);
              scan.load(starts.get(i), count);
              task.run(scan, starts.get(i), count);
            }
          } catch (RuntimeException | Error e) {
            failed.set(true);
            throw e;
          }
          return null;
        };
    var workers = new ArrayList<Callable<Void>>();
    for (int i = 0; i < Math.min(threads, starts.size() - 1); i++) {
      workers.add(worker);
    }
    try (var pool = Executors.newFixedThreadPool(threads)) {
      for (var outcome : pool.invokeAll(workers)) {
        rethrowFailure(outcome);
      }
    }
    if (Thread.interrupted()) { // threads that were done before anybody waited for them
      throw new InterruptedException("the search was interrupted");
    }
  }

  private static void rethrowFailure(Future<Void> outcome) throws InterruptedException {
    try {
      outcome.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new CancellationException(e.toString());
      }
    }
  }
}
