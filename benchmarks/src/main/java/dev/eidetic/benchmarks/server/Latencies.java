package dev.eidetic.benchmarks.server;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers of one phase: how long each took from the moment it was due, and with which status. Safe
/// for many threads.
final class Latencies {

  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();

  void answered(int status, long durationNanos) {
    switch (status) {
      case 200 -> nanos.add(durationNanos);
      case 503 -> refused.incrementAndGet();
      default -> wrong.incrementAndGet();
    }
  }

  int answered() {
    return nanos.size();
  }

  int wrong() {
    return wrong.get();
  }

  /// Milliseconds, nearest rank; 0 if nothing was answered.
  double percentile(double share) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted.length == 0
        ? 0
        : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
  }

  /// One line of the report.
  String line(String phase, double seconds) {
    return "%-22s %7.1f answers/s   p50 %7.1f   p95 %7.1f   p99 %7.1f ms   503: %d   wrong: %d"
        .formatted(
            phase,
            answered() / seconds,
            percentile(0.5),
            percentile(0.95),
            percentile(0.99),
            refused.get(),
            wrong.get());
  }
}
