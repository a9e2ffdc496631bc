package dev.eidetic.server.metrics;

import java.util.Arrays;

/// The latest durations of one kind of work, for percentiles that people look at. Safe for many
/// threads.
final class RecentTimes {

  private static final int KEPT = 2_048;

  private final long[] nanos = new long[KEPT];
  private long count;

  /// Percentiles in milliseconds over the latest 2,048.
  ///
  /// @param count of all ever measured
  record Percentiles(long count, double p50, double p95, double p99) {}

  synchronized void add(long durationNanos) {
    nanos[(int) (count % KEPT)] = durationNanos;
    count++;
  }

  /// Zeros if nothing was measured.
  synchronized Percentiles percentiles() {
    var sorted = Arrays.copyOf(nanos, (int) Math.min(count, KEPT));
    Arrays.sort(sorted);
    return new Percentiles(count, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99));
  }

  /// Nearest rank.
  private static double at(long[] sorted, double share) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }
}
