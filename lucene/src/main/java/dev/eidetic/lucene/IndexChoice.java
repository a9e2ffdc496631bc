package dev.eidetic.lucene;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.tune.IndexTuner;
import java.util.Optional;

/// Which index a segment gets.
final class IndexChoice {

  private static final int DEGREE = 32;

  /// Builds in three fifths of the time of 200 and answers about as fast (docs/performance.md).
  private static final int BUILD_BEAM = 100;

  private IndexChoice() {}

  /// @param isFlushed whether the segment was just flushed, rather than merged
  /// @return empty if the segment is scanned
  static Optional<IndexSpec> of(
      SegmentSettings settings, int count, int dimension, boolean isFlushed) {
    long scanned = isFlushed ? settings.flushedNumbers() : settings.scannedNumbers();
    if (count < 2 || (long) count * dimension <= scanned) {
      return Optional.empty();
    }
    if (settings.pinned().isPresent()) {
      return settings.pinned();
    }
    if (graphBytes(count, dimension) <= settings.memoryBytes()) {
      // Raw vectors give the final scores, so the graph may keep its own in bytes.
      return Optional.of(new IndexSpec.QuantizedGraph(DEGREE, BUILD_BEAM, NumberFormat.INT8));
    }
    try {
      var spec = IndexTuner.defaultFor(count, dimension, settings.memoryBytes());
      return spec instanceof IndexSpec.Flat ? Optional.empty() : Optional.of(spec);
    } catch (IllegalArgumentException _) { // not even the smallest kind fits
      return Optional.empty();
    }
  }

  /// For each link an ordinal, a bit per number and three small numbers.
  private static long graphBytes(int count, int dimension) {
    return (long) (count * (dimension + DEGREE * (dimension / 8.0 + 12)));
  }
}
