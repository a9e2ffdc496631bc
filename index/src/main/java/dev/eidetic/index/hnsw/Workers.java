package dev.eidetic.index.hnsw;

import dev.eidetic.index.BuildOptions;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Does the same to many vertices on several threads.
///
/// @param options say how many threads and who is told
record Workers(BuildOptions options) {

  private static final int TAKEN_AT_ONCE = 64;

  /// Visits 0 to `count - 1`, in order where there is one thread.
  ///
  /// @param stage what the progress is called
  /// @param worker makes what visits, once for each thread
  void forEach(String stage, int count, Supplier<IntConsumer> worker) {
    int threads = Math.min(options.threads(), (count + TAKEN_AT_ONCE - 1) / TAKEN_AT_ONCE);
    var taken = new AtomicInteger();
    if (threads <= 1) {
      work(stage, count, worker.get(), taken);
      return;
    }
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < threads; i++) {
        running.add(pool.submit(() -> work(stage, count, worker.get(), taken)));
      }
      for (var future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("%s failed".formatted(stage), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("%s was interrupted".formatted(stage), e);
    }
  }

  private void work(String stage, int count, IntConsumer visitor, AtomicInteger taken) {
    for (int first = taken.getAndAdd(TAKEN_AT_ONCE);
        first < count;
        first = taken.getAndAdd(TAKEN_AT_ONCE)) {
      int last = Math.min(count, first + TAKEN_AT_ONCE);
      for (int i = first; i < last; i++) {
        visitor.accept(i);
      }
      if (first % (64 * TAKEN_AT_ONCE) == 0) {
        options.progress().at(stage, last, count);
      }
    }
  }
}
