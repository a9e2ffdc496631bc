package dev.eidetic.evaluate;

/// Takes judged queries as they are computed, in any order, from any thread, each query once.
@FunctionalInterface
public interface JudgementSink {

  /// @param query ordinal of the query
  void accept(int query, Judgement judgement);
}
