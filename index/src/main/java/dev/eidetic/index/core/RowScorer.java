package dev.eidetic.index.core;

/// Scores one query after the other against stored vectors, on one thread.
public interface RowScorer {

  /// Gets ready for a query.
  ///
  /// @param query kept until the next call
  void begin(float[] query);

  /// Inner product, or minus the squared distance.
  float score(int ordinal);

  /// Scores several vectors; faster than one by one.
  ///
  /// @param ordinals the first `count` are scored
  /// @param scores receives as many
  void scores(int[] ordinals, int count, float[] scores);
}
