package dev.eidetic.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.FloatVectorSimilarityQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Searches for all above a similarity, whose query has no public constructor from 10.6 on.
class SimilaritySearchTest {

  @TempDir private Path folder;

  @Test
  void aSearchForAllAboveASimilarityFindsAll() throws IOException {
    var documents = new Documents(EideticVectorsFormatTest.DIMENSION, VectorSimilarityFunction.DOT_PRODUCT, 7);
    try (var directory = FSDirectory.open(folder)) {
      EideticVectorsFormatTest.fill(directory, documents, EideticVectorsFormatTest.indexing("QG32,SQ8"));
      try (var reader = DirectoryReader.open(directory)) {
        float[] query = documents.vector();
        float least = 0.75f;
        long truth =
            documents.vectors.stream()
                .filter(
                    vector -> VectorSimilarityFunction.DOT_PRODUCT.compare(query, vector) >= least)
                .count();
        var found =
            new IndexSearcher(reader)
                .search(new FloatVectorSimilarityQuery(Documents.FIELD, query, least), EideticVectorsFormatTest.COUNT);
        assertThat(truth).isGreaterThan(30);
        assertThat((double) found.scoreDocs.length).isGreaterThanOrEqualTo(0.98 * truth);
      }
    }
  }
}
