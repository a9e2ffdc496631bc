package dev.eidetic.index.core;

import java.lang.foreign.MemorySegment;

/// Scores one query after the other against rows of a [RowFormat] in any memory, on one thread:
/// inner products, or minus the squared distances.
public interface SegmentScorer {

  /// Gets ready for a query.
  ///
  /// @param query kept until the next call
  void begin(float[] query);

  /// Scores rows named one by one; many at once are faster.
  ///
  /// @param first where row 0 begins
  /// @param ordinals the first `count` are scored
  /// @param scores receives as many
  void scores(MemorySegment segment, long first, int[] ordinals, int count, float[] scores);

  /// Scores consecutive rows.
  ///
  /// @param first where the first of them begins
  void scores(MemorySegment segment, long first, int count, float[] scores);
}
