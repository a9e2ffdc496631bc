package dev.eidetic.engine.storage;

import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/// Scores every vector that passes the filter. The oracle of the other search, and right for small
/// collections.
final class ExactVectorSearch implements VectorSearch {

  @Override
  public List<ScoredDocument> search(
      IndexReader reader, float[] query, int count, Optional<Query> filter) throws IOException {
    var nearest = new NearestDocuments(count);
    var weight = weight(reader, filter);
    for (var leaf : reader.leaves()) {
      scan(leaf, query, weight, nearest);
    }
    return nearest.bestFirst();
  }

  private static Optional<Weight> weight(IndexReader reader, Optional<Query> filter)
      throws IOException {
    if (filter.isEmpty()) {
      return Optional.empty();
    }
    var searcher = new IndexSearcher(reader);
    return Optional.of(
        searcher.createWeight(searcher.rewrite(filter.get()), ScoreMode.COMPLETE_NO_SCORES, 1));
  }

  private static void scan(
      LeafReaderContext leaf, float[] query, Optional<Weight> weight, NearestDocuments nearest)
      throws IOException {
    var vectors = leaf.reader().getFloatVectorValues(ItemDocument.VECTOR);
    if (vectors == null) {
      return;
    }
    var live = leaf.reader().getLiveDocs();
    var ordinals = vectors.iterator();
    var documents = candidates(leaf, weight, ordinals);
    for (int document = documents.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = documents.nextDoc()) {
      if (live != null && !live.get(document)) {
        continue;
      }
      if (weight.isPresent() && ordinals.advance(document) != document) {
        continue; // passes the filter, but has no vector: a refused file
      }
      float score = Kernels.dot(query, vectors.vectorValue(ordinals.index()));
      nearest.add(leaf.docBase + document, score);
    }
  }

  private static DocIdSetIterator candidates(
      LeafReaderContext leaf, Optional<Weight> weight, DocIdSetIterator all) throws IOException {
    if (weight.isEmpty()) {
      return all;
    }
    var scorer = weight.get().scorer(leaf);
    return scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
  }
}
