package dev.eidetic.lucene;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.SearchEffort;

/// What searching one segment costs, learned from the searches themselves.
///
/// A scan costs so many nanoseconds per vector that passes; a graph so many per vector visited,
/// about as many as its beam; lists so many per vector in them. A beam or number of lists grows as
/// fewer pass (see the kinds). The first figures are guesses from the dimension, and each search
/// moves them a little towards what it took; outliers, such as a first touch of the disk, count as
/// four times the figure at most. Any number of threads may use it; a lost update does no harm.
final class CostModel {

  /// Of smaller scans most of the time is not spent on vectors.
  private static final int LEAST_LEARNED = 1000;

  private static final double LEARNING_RATE = 1.0 / 32;
  private static final double MOST_SURPRISE = 4;

  /// A usual visit costs as much as scanning this many vectors.
  private static final double VISIT_IN_SCANS = 16;

  /// As graphs widen their beam.
  private static final double FILTERED_BEAM = 2;

  private final IndexSpec spec;
  private final int size;
  private volatile double scanNanos;
  private volatile double visitNanos;

  CostModel(IndexSpec spec, int size, int dimension) {
    this.spec = spec;
    this.size = size;
    this.scanNanos = 15 + 0.08 * dimension;
    this.visitNanos = isGraph(spec) ? VISIT_IN_SCANS * scanNanos : scanNanos / 2;
  }

  static boolean isGraph(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.Hnsw _, IndexSpec.QuantizedGraph _ -> true;
      case IndexSpec.Flat _, IndexSpec.Ivf _ -> false;
      case IndexSpec.Refined(var base, _) -> isGraph(base);
      case IndexSpec.Transformed(_, var base) -> isGraph(base);
    };
  }

  /// Nanoseconds to scan so many.
  double scan(int vectors) {
    return vectors * scanNanos;
  }

  /// Nanoseconds to search the index.
  double index(SearchEffort effort, int wanted, int passing) {
    return visits(effort, wanted, passing) * visitNanos;
  }

  /// About how many vectors the index looks at.
  private double visits(SearchEffort effort, int wanted, int passing) {
    double share = Math.max(1, passing) / (double) size;
    double visited =
        isGraph(spec)
            ? Math.max(effort.beam(), wanted) + FILTERED_BEAM * wanted * (1 / share - 1)
            : lists(effort) / Math.sqrt(share);
    return Math.min(size, visited);
  }

  private double lists(SearchEffort effort) {
    return switch (listed(spec)) {
      case IndexSpec.Ivf ivf ->
          (double) size * Math.min(1.0, effort.probes() / (double) ivf.lists());
      default -> size;
    };
  }

  private static IndexSpec listed(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.Refined(var base, _) -> listed(base);
      case IndexSpec.Transformed(_, var base) -> listed(base);
      case IndexSpec.Flat _, IndexSpec.Ivf _, IndexSpec.Hnsw _, IndexSpec.QuantizedGraph _ -> spec;
    };
  }

  void scanned(int vectors, long nanos) {
    if (vectors >= LEAST_LEARNED) {
      scanNanos = moved(scanNanos, nanos / (double) vectors);
    }
  }

  void searched(SearchEffort effort, int wanted, int passing, long nanos) {
    visitNanos = moved(visitNanos, nanos / visits(effort, wanted, passing));
  }

  private static double moved(double figure, double seen) {
    double bounded = Math.clamp(seen, figure / MOST_SURPRISE, figure * MOST_SURPRISE);
    return figure + LEARNING_RATE * (bounded - figure);
  }
}
