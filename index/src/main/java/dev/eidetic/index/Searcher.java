package dev.eidetic.index;

/// Searches one index on one thread at a time, with scratch memory of its own, so that a search
/// allocates next to nothing. Sees each addition and deletion that has returned.
public interface Searcher {

  /// Finds the stored vectors most similar to a query.
  ///
  /// @param query as many numbers as the index's dimension; read during the call, never kept
  /// @return the best that pass the filter; fewer than asked for only if fewer pass
  /// @throws IllegalArgumentException if `query` has another length or numbers that are not finite
  Hits search(float[] query, SearchRequest request);

  /// Finds the stored vectors that score at least a minimum.
  ///
  /// @param request its count limits how many are returned, the best of them; `Integer.MAX_VALUE`
  ///   for all
  Hits range(float[] query, float minimumScore, SearchRequest request);
}
