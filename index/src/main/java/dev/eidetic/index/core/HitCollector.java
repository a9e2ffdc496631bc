package dev.eidetic.index.core;

/// Where a search puts what it finds. Belongs to one search on one thread.
public interface HitCollector {

  /// How many hits are wanted; `Integer.MAX_VALUE` if every good enough one is.
  int wanted();

  /// What a score must exceed to be of use. Rises as hits are collected.
  float threshold();

  /// Offers a hit; one that does not exceed the threshold is ignored. An ordinal must be offered at
  /// most once.
  void collect(int ordinal, float score);
}
