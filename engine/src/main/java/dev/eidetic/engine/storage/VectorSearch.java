package dev.eidetic.engine.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;

/// Finds the documents whose vectors lie nearest to a query. Any number of threads may search.
interface VectorSearch {

  /// The nearest documents of one point in time.
  ///
  /// @param query of unit length and the collection's dimension
  /// @param count how many at most, at least 1
  /// @param filter which documents may be found; empty for all
  /// @return best first; equal scores by lower document number; fewer than `count` only if fewer
  ///   pass
  List<ScoredDocument> search(IndexReader reader, float[] query, int count, Optional<Query> filter)
      throws IOException;
}
