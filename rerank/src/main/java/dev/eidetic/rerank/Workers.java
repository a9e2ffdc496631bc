package dev.eidetic.rerank;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Threads that share nothing but the next number.
public final class Workers {

  private Workers() {}

  /// Calls a task once for each number below `count`, on threads of its own, and waits.
  ///
  /// @param threads 1 to 1024
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  public static void each(int threads, int count, IntConsumer task) throws InterruptedException {
    require(1 <= threads && threads <= 1024, "threads is %d; it must be 1 to 1024", threads);
    var next = new AtomicInteger();
    var failure = new AtomicReference<@Nullable Throwable>();
    Runnable work =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              task.accept(i);
            }
          } catch (RuntimeException | Error e) { // rethrown by the thread that waits
            failure.compareAndSet(null, e);
            next.set(count);
          }
        };
    var running = new ArrayList<Thread>();
    for (int i = 0; i < Math.min(threads, count); i++) {
      running.add(Thread.ofPlatform().name("rerank-" + i).daemon().start(work));
    }
    try {
      for (var thread : running) {
        thread.join();
      }
    } finally {
      next.set(count); // after an interruption each finishes what it began
      for (var thread : running) {
        thread.join();
      }
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("no worker throws this", e);
    }
  }
}
