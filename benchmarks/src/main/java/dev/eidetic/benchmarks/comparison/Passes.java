package dev.eidetic.benchmarks.comparison;

import dev.eidetic.evaluate.ann.Latencies;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// Asks an index of this JVM all queries, on the calling thread.
final class Passes {

  private static final int WARM_UP_QUERIES = 200;

  private Passes() {}

  /// One search.
  interface Search {
    long[] ids(float[] query) throws IOException;
  }

  static Contestant.Pass of(VectorSource queries, Search search) throws IOException {
    var query = new float[queries.dimension()];
    for (int i = 0; i < Math.min(WARM_UP_QUERIES, queries.count()); i++) {
      queries.copy(i, 1, query, 0);
      search.ids(query);
    }
    var found = new long[queries.count()][];
    var nanos = new long[queries.count()];
    long total = 0;
    double processor = processorSeconds();
    for (int i = 0; i < found.length; i++) {
      queries.copy(i, 1, query, 0);
      long start = System.nanoTime();
      found[i] = search.ids(query);
      nanos[i] = System.nanoTime() - start;
      total += nanos[i];
    }
    processor = processorSeconds() - processor;
    return new Contestant.Pass(found, total / 1e9, processor, Latencies.of(nanos));
  }

  private static double processorSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }
}
