package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Runs independent pieces of computation on several platform threads.
public final class ParallelLoop {

  private ParallelLoop() {}

  /// Runs pieces 0 to `count - 1`, each once, in no order; returns when all are done. What the
  /// pieces wrote is then visible to the caller. If a piece fails, no further ones are begun.
  ///
  /// @param threads at most this many at once, the caller's own among them; at least 1
  /// @param worker makes the body for one thread, with scratch memory of its own
  /// @throws RuntimeException the first failure of a piece, as it was thrown
  public static void run(int threads, int count, Supplier<IntConsumer> worker) {
    require(threads >= 1, "threads is %d; it must be at least 1", threads);
    var next = new AtomicInteger();
    var failures = new ConcurrentLinkedQueue<Throwable>();
    Runnable body =
        () -> {
          try {
            if (next.get() < count) {
              var piece = worker.get();
              for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                piece.accept(i);
              }
            }
          } catch (Throwable e) {
            failures.add(e);
            next.set(count);
          }
        };
    var helpers = new Thread[Math.max(0, Math.min(threads, count) - 1)];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] = Thread.ofPlatform().daemon().name("eidetic-compute-" + i).start(body);
    }
    body.run();
    for (var helper : helpers) {
      join(helper);
    }
    for (var failure : failures) {
      rethrow(failure);
    }
  }

  /// Waits even when interrupted: the pieces use the caller's arrays and must not outlive the call.
  private static void join(Thread thread) {
    boolean isInterrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Throwable failure) {
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }
}
