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
    // Raw vectors give the final scores, so the graph may keep its own in bytes.
    var graph = new IndexSpec.QuantizedGraph(DEGREE, BUILD_BEAM, NumberFormat.INT8);
    var usual = settings.pinned().orElse(graph);
    if (IndexTuner.estimatedBytes(usual, count, dimension) <= settings.memoryBytes()) {
      return Optional.of(usual);
    }
    try {
      var spec = IndexTuner.defaultFor(count, dimension, settings.memoryBytes());
      return spec instanceof IndexSpec.Flat ? Optional.empty() : Optional.of(spec);
    } catch (IllegalArgumentException _) { // not even the smallest kind fits
      return Optional.empty();
    }
  }
}
