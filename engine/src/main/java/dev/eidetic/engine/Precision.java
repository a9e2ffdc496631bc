package dev.eidetic.engine;

import dev.eidetic.index.SearchEffort;

/// How hard a search tries to miss nothing.
public sealed interface Precision {

  /// What is usual for the collection.
  Precision USUAL = new Usual();

  /// Every vector that passes the filter is scored.
  Precision EXACT = new Exact();

  record Usual() implements Precision {}

  record Exact() implements Precision {}

  /// Indexes are searched with an effort of the caller's.
  record Effort(SearchEffort effort) implements Precision {}
}
