package dev.eidetic.index.core;

import dev.eidetic.index.SearchEffort;

/// Searches one kind of index on one thread, with scratch memory of its own.
public interface KindSearcher {

  /// Offers what it finds to the collector, each ordinal at most once, none that is deleted or that
  /// the filter refuses. A kind that approximates offers at least as many as are wanted while so
  /// many pass.
  ///
  /// @param query of the index's dimension, finite, of length 1 for cosines; must not be kept
  void search(float[] query, SearchEffort effort, OrdinalFilter filter, HitCollector collector);
}
