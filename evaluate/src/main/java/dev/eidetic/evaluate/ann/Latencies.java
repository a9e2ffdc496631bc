package dev.eidetic.evaluate.ann;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;

/// How long queries took, in milliseconds. A percentile is the time that this share of the queries
/// did not exceed (nearest rank), so each is a time that was measured.
///
/// @param p50 median
/// @param p95 95th percentile
/// @param p99 99th percentile
/// @param p999 99.9th percentile
public record Latencies(double p50, double p95, double p99, double p999) {

  private static final double NANOS_PER_MILLI = 1e6;

  /// @param nanos one time per query, in any order; not changed
  public static Latencies of(long[] nanos) {
    require(nanos.length > 0, "there are no times; ask at least one query");
    long[] ascending = nanos.clone();
    Arrays.sort(ascending);
    return new Latencies(
        at(ascending, 0.5), at(ascending, 0.95), at(ascending, 0.99), at(ascending, 0.999));
  }

  private static double at(long[] ascending, double share) {
    int rank = (int) Math.ceil(share * ascending.length);
    return ascending[Math.max(1, rank) - 1] / NANOS_PER_MILLI;
  }
}
