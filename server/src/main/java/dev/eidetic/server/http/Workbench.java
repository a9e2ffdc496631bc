package dev.eidetic.server.http;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.server.problems.ProblemException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Where decoding, encoding and searching happen: platform threads, one per core, and a short queue
/// before them. Virtual threads bring the work and wait. What does not fit into the queue is
/// refused at once: a long queue would only make everybody wait for answers they have given up.
public final class Workbench implements AutoCloseable {

  private final ThreadPoolExecutor threads;

  /// @param count of threads, at least 1
  /// @param queue how many pieces of work may wait, at least 1
  public Workbench(int count, int queue) {
    require(count >= 1, "compute threads are %d; they must be at least 1", count);
    require(queue >= 1, "the queue holds %d; it must hold at least 1", queue);
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().name("compute-", 0).daemon().factory());
  }

  /// Pieces of work that wait now.
  public int waiting() {
    return threads.getQueue().size();
  }

  /// Pieces of work under way now.
  public int running() {
    return threads.getActiveCount();
  }

  /// Has a piece of work done and waits for it. Work that has begun is finished even if the caller
  /// is interrupted.
  ///
  /// @throws ProblemException of status 503 if the queue is full
  public <T> T run(Callable<T> work) throws Exception {
    var task = new FutureTask<>(work);
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      throw ProblemException.overloaded(
          "%d requests wait already".formatted(threads.getQueue().size()));
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException("work failed", e);
      }
    } catch (InterruptedException e) {
      task.cancel(false);
      throw e;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
