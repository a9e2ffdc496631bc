package dev.eidetic.engine.storage;

import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/// Walks Lucene's HNSW graphs for somewhat more documents than are wanted and scores those exactly.
///
/// Where graph and filter together find too few, the exact search decides, so that hits are missing
/// only where there are none.
final class GraphVectorSearch implements VectorSearch {

  /// Candidates per wanted hit, and at least; both raise recall for time.
  private static final int OVERSAMPLING = 4;

  private static final int MIN_CANDIDATES = 100;

  private final ExactVectorSearch exact = new ExactVectorSearch();

  @Override
  public List<ScoredDocument> search(
      IndexReader reader, float[] query, int count, Optional<Query> filter) throws IOException {
    int candidates =
        (int) Math.min(reader.maxDoc(), Math.max(MIN_CANDIDATES, (long) OVERSAMPLING * count));
    var knn = new KnnFloatVectorQuery(ItemDocument.VECTOR, query, candidates, filter.orElse(null));
    var found = new IndexSearcher(reader).search(knn, candidates).scoreDocs;
    if (found.length < count) {
      return exact.search(reader, query, count, filter);
    }
    return rescore(reader, query, count, found);
  }

  private static List<ScoredDocument> rescore(
      IndexReader reader, float[] query, int count, ScoreDoc[] found) throws IOException {
    var documents = new ArrayList<>(Arrays.asList(found));
    documents.sort(Comparator.comparingInt((ScoreDoc hit) -> hit.doc));
    var nearest = new NearestDocuments(count);
    var leaves = reader.leaves();
    for (var hit : documents) {
      var leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
      float[] vector = StoredVector.read(leaf, hit.doc - leaf.docBase).orElseThrow();
      nearest.add(hit.doc, Kernels.dot(query, vector));
    }
    return nearest.bestFirst();
  }
}
