package dev.eidetic.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.SearchEffort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassingCountTest {

  private static final int COUNT = 1_000;

  /// Documents without a vector after each that has one.
  private static final int WITHOUT = 3;

  @TempDir private Path folder;

  private final Documents documents = new Documents(16, VectorSimilarityFunction.DOT_PRODUCT, 31);

  private void fill(Directory directory, SegmentSettings settings) throws IOException {
    try (var writer = new IndexWriter(directory, Documents.settings(settings))) {
      for (int i = 0; i < COUNT; i++) {
        writer.addDocument(documents.next());
        for (int j = 0; j < WITHOUT; j++) {
          var bare = new Document();
          bare.add(new IntPoint(Documents.NUMBER, i));
          writer.addDocument(bare);
        }
      }
      writer.forceMerge(1);
    }
  }

  private List<Integer> passing(Directory directory, int count, @Nullable Query filter)
      throws IOException {
    var reports = new ArrayList<SegmentReport>();
    try (var reader = DirectoryReader.open(directory)) {
      var strategy = new SegmentSearchStrategy(SearchEffort.DEFAULT, reports::add);
      for (var leaf : reader.leaves()) {
        var collector = new TopKnnCollector(count, Integer.MAX_VALUE, strategy);
        leaf.reader()
            .searchNearestVectors(
                Documents.FIELD, documents.vector(), collector, accepted(leaf, filter));
        assertThat(collector.topDocs().scoreDocs).hasSize(count);
      }
    }
    return reports.stream().map(SegmentReport::passing).toList();
  }

  /// As a collector of our own gives them: Lucene's query would ask for vectors in its filter.
  private static AcceptDocs accepted(LeafReaderContext leaf, @Nullable Query filter)
      throws IOException {
    var live = leaf.reader().getLiveDocs();
    int most = leaf.reader().maxDoc();
    if (filter == null) {
      return AcceptDocs.fromLiveDocs(live, most);
    }
    var searcher = new IndexSearcher(leaf.reader());
    var weight = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    return AcceptDocs.fromIteratorSupplier(() -> weight.scorer(leaf).iterator(), live, most);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void documentsWithoutVectorsAreNotCounted(boolean isIndexed) throws IOException {
    try (var directory = FSDirectory.open(folder)) {
      fill(directory, SegmentSettings.DEFAULT.scanningUpTo(isIndexed ? 0 : 1 << 20));
      for (int limit : new int[] {900, 300, 7}) { // a dense set of documents, and a sparse one
        var filter = IntPoint.newRangeQuery(Documents.NUMBER, 0, limit - 1);
        assertThat(passing(directory, 5, filter)).as("up to %d", limit).containsExactly(limit);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deletedDocumentsAreNotCounted(boolean isIndexed) throws IOException {
    var settings = SegmentSettings.DEFAULT.scanningUpTo(isIndexed ? 0 : 1 << 20);
    try (var directory = FSDirectory.open(folder)) {
      fill(directory, settings);
      var kept = Documents.settings(settings).setMergePolicy(NoMergePolicy.INSTANCE);
      try (var writer = new IndexWriter(directory, kept)) {
        for (int i = 0; i < COUNT; i += 4) {
          writer.deleteDocuments(new Term("id", Integer.toString(i)));
        }
      }
      assertThat(passing(directory, 5, null)).containsExactly(COUNT * 3 / 4);
    }
  }

  @Test
  void moreDeletionsAreCountedAnew() throws IOException {
    try (var directory = FSDirectory.open(folder)) {
      fill(directory, SegmentSettings.DEFAULT);
      for (int i = 0; i < 3; i++) {
        var kept =
            Documents.settings(SegmentSettings.DEFAULT).setMergePolicy(NoMergePolicy.INSTANCE);
        try (var writer = new IndexWriter(directory, kept)) {
          writer.deleteDocuments(new Term("id", Integer.toString(i)));
        }
        assertThat(passing(directory, 5, null)).containsExactly(COUNT - i - 1);
      }
    }
  }
}
