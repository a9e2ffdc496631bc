package dev.eidetic.benchmarks.comparison;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/// What searches wait for while a collection is being filled and merged: threads that ask at random
/// moments, so many times a second each, first alone, then beside a writer that adds pictures at a
/// given rate (or as fast as it can), with the merges that follow from it. A programme to run by
/// hand, see docs/lucene.md. Arguments: vectors to begin with, threads, searches per second of
/// each, seconds of each part, pictures added per second (0: as many as it can).
///
/// A search's time counts from the moment it was due, so that waiting for others counts, too.
public final class ReadersBesideWriters {

  private static final int COUNT = 10;
  private static final int COMMIT_EVERY = 5_000;

  private final Collection collection;
  private final int threads;
  private final double rate;
  private final Duration part;
  private int next;
  private volatile boolean isStopped;

  private ReadersBesideWriters(
      Collection collection, int size, int threads, double rate, Duration part) {
    this.collection = collection;
    this.next = size;
    this.threads = threads;
    this.rate = rate;
    this.part = part;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    require(
        arguments.length == 5,
        "arguments: VECTORS THREADS SEARCHES_PER_SECOND SECONDS ADDED_PER_SECOND");
    int size = Integer.parseInt(arguments[0]);
    try (var collection = DrawnVectors.collection(Files.createTempDirectory("readers"))) {
      for (int i = 0; i < size; i++) {
        DrawnVectors.put(collection, i);
      }
      collection.commit();
      collection.compact();
      new ReadersBesideWriters(
              collection,
              size,
              Integer.parseInt(arguments[1]),
              Double.parseDouble(arguments[2]),
              Duration.ofSeconds(Long.parseLong(arguments[3])))
          .run(Double.parseDouble(arguments[4]));
    }
  }

  private void run(double added) throws IOException, InterruptedException, ExecutionException {
    System.out.printf(
        "%-16s %9s %9s %9s %9s %9s%n", "", "searches", "p50 ms", "p95 ms", "p99 ms", "max ms");
    search(false);
    try (var one = Executors.newSingleThreadExecutor()) {
      report("alone", search(true));
      var writer = one.submit(() -> write(added));
      report("beside a writer", search(true));
      int written = stop(writer);
      System.out.printf("%,d pictures were added meanwhile%n", written);
    }
  }

  private int stop(Future<Integer> writer) throws InterruptedException, ExecutionException {
    isStopped = true;
    return writer.get();
  }

  private int write(double perSecond) throws IOException {
    int first = next;
    long start = System.nanoTime();
    while (!isStopped) {
      if (perSecond > 0) {
        LockSupport.parkNanos(
            start + (long) ((next - first) / perSecond * 1e9) - System.nanoTime());
      }
      DrawnVectors.put(collection, next++);
      if (next % COMMIT_EVERY == 0) {
        collection.commit();
      }
    }
    collection.commit();
    return next - first;
  }

  /// @param isLong whether all of the time, or a quarter to warm up
  /// @return nanoseconds of all searches, sorted
  private long[] search(boolean isLong) throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + (isLong ? part.toNanos() : part.toNanos() / 4);
    try (var readers = Executors.newFixedThreadPool(threads)) {
      var asked = new ArrayList<Callable<long[]>>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        asked.add(() -> search(new Random(thread), end));
      }
      var times = LongStream.builder();
      for (var done : readers.invokeAll(asked)) {
        Arrays.stream(done.get()).forEach(times);
      }
      return times.build().sorted().toArray();
    }
  }

  private long[] search(Random random, long end) throws IOException {
    var times = LongStream.builder();
    long due = System.nanoTime();
    while (due < end) {
      due += (long) (-Math.log(1 - random.nextDouble()) / rate * 1e9);
      LockSupport.parkNanos(due - System.nanoTime());
      try (var now = collection.snapshot()) {
        var query = new Example.Vector(DrawnVectors.drawn(-1 - random.nextInt(1 << 20)));
        var _ = now.search(SearchRequest.like(query).count(COUNT));
      }
      times.accept(System.nanoTime() - due);
    }
    return times.build().toArray();
  }

  private static void report(String part, long[] sorted) {
    System.out.printf(
        "%-16s %,9d %9.2f %9.2f %9.2f %9.2f%n",
        part,
        sorted.length,
        millis(sorted, 0.5),
        millis(sorted, 0.95),
        millis(sorted, 0.99),
        millis(sorted, 1));
  }

  private static double millis(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))] / 1e6;
  }
}
