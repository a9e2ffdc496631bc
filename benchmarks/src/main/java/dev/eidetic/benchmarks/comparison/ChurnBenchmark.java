package dev.eidetic.benchmarks.comparison;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.VectorExplanation;
import dev.eidetic.index.SearchEffort;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/// A collection that never rests: round after round a fifth of it is deleted and as much is added;
/// then what searches of one effort find and take, beside a collection built afresh of the same
/// vectors; at last both compacted. A programme to run by hand, see docs/lucene.md. Arguments:
/// vectors, rounds, beam.
public final class ChurnBenchmark {

  private static final int QUERIES = 200;
  private static final int COUNT = 10;
  private static final int SHARE = 5;

  private final int size;
  private final int rounds;
  private final Precision.Effort effort;
  private final List<Integer> live = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private int next;

  private ChurnBenchmark(int size, int rounds, int beam) {
    this.size = size;
    this.rounds = rounds;
    this.effort = new Precision.Effort(SearchEffort.DEFAULT.withBeam(beam));
  }

  public static void main(String[] arguments) throws IOException {
    require(arguments.length == 3, "arguments: VECTORS ROUNDS BEAM");
    new ChurnBenchmark(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]))
        .run();
  }

  private void run() throws IOException {
    System.out.printf(
        "%6s %9s %9s %9s %10s %9s%n",
        "round", "seconds", "segments", "recall@10", "median ms", "scored");
    try (var churned = DrawnVectors.collection(Files.createTempDirectory("churn"))) {
      long start = System.nanoTime();
      add(churned, size);
      churned.commit();
      report("first", System.nanoTime() - start, churned);
      for (int round = 1; round <= rounds; round++) {
        start = System.nanoTime();
        delete(churned, size / SHARE);
        add(churned, size / SHARE);
        churned.commit();
        report(Integer.toString(round), System.nanoTime() - start, churned);
      }
      compact(churned);
    }
    try (var fresh = DrawnVectors.collection(Files.createTempDirectory("fresh"))) {
      long start = System.nanoTime();
      for (int number : live) {
        DrawnVectors.put(fresh, number);
      }
      fresh.commit();
      report("fresh", System.nanoTime() - start, fresh);
      compact(fresh);
    }
  }

  /// One segment with an index: what both then find can be compared at equal effort.
  private void compact(Collection collection) throws IOException {
    long start = System.nanoTime();
    collection.compact();
    report("one", System.nanoTime() - start, collection);
  }

  private void add(Collection collection, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      DrawnVectors.put(collection, next);
      live.add(next++);
    }
  }

  private void delete(Collection collection, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int place = random.nextInt(live.size());
      int last = live.removeLast();
      int gone = place == live.size() ? last : live.set(place, last);
      var _ = collection.delete(Integer.toString(gone));
    }
  }

  private void report(String round, long nanos, Collection collection) throws IOException {
    try (var now = collection.snapshot()) {
      var times = new long[QUERIES];
      long scored = 0;
      int segments = 0;
      double recall = 0;
      for (int i = -QUERIES / 4; i < QUERIES; i++) {
        var request =
            SearchRequest.like(new Example.Vector(DrawnVectors.drawn(-1 - Math.abs(i))))
                .count(COUNT);
        long start = System.nanoTime();
        var found = now.explain(request.with(effort));
        if (i < 0) {
          continue; // warms up
        }
        times[i] = System.nanoTime() - start;
        var how = (VectorExplanation) found.explanation();
        scored += how.scored();
        segments = how.segments().size();
        var ids = new HashSet<>(ids(now, request.exact()));
        recall += found.hits().stream().filter(hit -> ids.contains(hit.item().id())).count();
      }
      Arrays.sort(times);
      System.out.printf(
          "%6s %9.1f %9d %9.4f %10.2f %9d%n",
          round,
          nanos / 1e9,
          segments,
          recall / QUERIES / COUNT,
          times[QUERIES / 2] / 1e6,
          scored / QUERIES);
    }
  }

  private static List<String> ids(Snapshot now, SearchRequest request) throws IOException {
    return now.search(request).stream().map(hit -> hit.item().id()).toList();
  }
}
