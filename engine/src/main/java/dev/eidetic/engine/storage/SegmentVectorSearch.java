package dev.eidetic.engine.storage;

import dev.eidetic.index.SearchEffort;
import dev.eidetic.lucene.SegmentReport;
import dev.eidetic.lucene.SegmentSearchStrategy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/// Searches segment after segment, each as suits it: by its index, or by scanning what passes the
/// filter where that is cheaper. What was found in one segment need not be outdone in the next.
final class SegmentVectorSearch implements VectorSearch {

  private final SegmentSearchStrategy strategy;

  /// @param reports is told how each segment was searched
  SegmentVectorSearch(SearchEffort effort, Consumer<SegmentReport> reports) {
    this.strategy = new SegmentSearchStrategy(effort, reports);
  }

  @Override
  public List<ScoredDocument> search(
      IndexReader reader, float[] query, int count, Optional<Query> filter) throws IOException {
    var nearest = new NearestDocuments(count);
    var weight = weight(reader, filter);
    for (var leaf : reader.leaves()) {
      if (leaf.reader().getFieldInfos().fieldInfo(ItemDocument.VECTOR) != null) {
        var collector = new SegmentCollector(nearest, count, leaf.docBase, strategy);
        leaf.reader()
            .searchNearestVectors(ItemDocument.VECTOR, query, collector, accepted(leaf, weight));
      }
    }
    return nearest.bestFirst();
  }

  private static Optional<Weight> weight(IndexReader reader, Optional<Query> filter)
      throws IOException {
    if (filter.isEmpty()) {
      return Optional.empty();
    }
    var searcher = new IndexSearcher(reader);
    var passing = searcher.rewrite(StoreSnapshot.itemsThatPass(filter));
    return Optional.of(searcher.createWeight(passing, ScoreMode.COMPLETE_NO_SCORES, 1));
  }

  private static AcceptDocs accepted(LeafReaderContext leaf, Optional<Weight> weight) {
    var live = leaf.reader().getLiveDocs();
    if (weight.isEmpty()) {
      return AcceptDocs.fromLiveDocs(live, leaf.reader().maxDoc());
    }
    return AcceptDocs.fromIteratorSupplier(
        () -> {
          var scorer = weight.get().scorer(leaf);
          return scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
        },
        live,
        leaf.reader().maxDoc());
  }
}
