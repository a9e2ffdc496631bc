package dev.eidetic.index.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Threads that link nodes, each with a worker of its own.
final class LinkWorkers implements AutoCloseable {

  private static final int TASKS_AT_ONCE = 16;

  /// Starting threads for fewer tasks takes longer than the tasks.
  private static final int WORTH_THREADS = 64;

  private final List<LinkWorker> workers = new ArrayList<>();
  private @Nullable ExecutorService threads;

  /// One task.
  @FunctionalInterface
  interface Task {
    void with(LinkWorker worker, int number);
  }

  LinkWorkers(int threads, GraphNodes nodes, RotatedRows rows, int buildBeam) {
    for (int i = 0; i < threads; i++) {
      workers.add(new LinkWorker(nodes, rows, buildBeam));
    }
  }

  LinkWorker first() {
    return workers.getFirst();
  }

  /// Does tasks 0 to `count` - 1 in any order and returns when all are done.
  void run(int count, Task task) {
    if (workers.size() == 1 || count < WORTH_THREADS) {
      for (int i = 0; i < count; i++) {
        task.with(first(), i);
      }
      return;
    }
    if (threads == null) {
      threads =
          Executors.newFixedThreadPool(workers.size(), Thread.ofPlatform().daemon().factory());
    }
    var next = new AtomicInteger();
    var running = new ArrayList<Future<?>>();
    for (var worker : workers) {
      running.add(threads.submit(() -> work(worker, next, count, task)));
    }
    for (var one : running) {
      await(one);
    }
  }

  private static void work(LinkWorker worker, AtomicInteger next, int count, Task task) {
    for (int first = next.getAndAdd(TASKS_AT_ONCE);
        first < count;
        first = next.getAndAdd(TASKS_AT_ONCE)) {
      for (int i = first; i < Math.min(first + TASKS_AT_ONCE, count); i++) {
        task.with(worker, i);
      }
    }
  }

  private static void await(Future<?> task) {
    boolean isInterrupted = false;
    while (true) {
      try {
        task.get();
        break;
      } catch (InterruptedException _) {
        isInterrupted = true; // half a graph is of no use to anybody: finish, then tell
      } catch (ExecutionException e) {
        throw new IllegalStateException("linking failed", e.getCause());
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.close();
    }
  }
}
