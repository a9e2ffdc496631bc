package dev.eidetic.index.ivf;

import java.lang.foreign.MemorySegment;

/// Scores one query after the other against codes; belongs to one thread.
public interface ListScorer {

  /// Gets ready for a query.
  ///
  /// @param query kept until the next call
  void begin(float[] query);

  /// Gets ready for a list.
  ///
  /// @param centroidScore of the query with the list's centroid: the inner product, or minus the
  ///   squared distance
  void beginList(int list, float centroidScore);

  /// Scores one vector of the list that was begun.
  float score(MemorySegment codes, long block, int place);

  /// Finds, among the vectors of consecutive blocks of the list that was begun, those that may
  /// exceed a threshold.
  ///
  /// @param offset where the first block begins
  /// @param vectors how many there are from place 0 of the first block on; what comes after them is
  ///   not to be looked at
  /// @param threshold what a score must exceed; may be minus infinity
  /// @param places receives their places counted from the first block's place 0, ascending; at
  ///   least as long as the vectors, rounded up to whole blocks
  /// @param scores receives their scores, as long
  /// @return how many there are
  int above(
      MemorySegment codes, long offset, int vectors, float threshold, int[] places, float[] scores);
}
