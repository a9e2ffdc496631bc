package dev.eidetic.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.lucene.SegmentReport.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EideticVectorsFormatTest {

  static final int COUNT = 2_000;
  static final int DIMENSION = 24;

  @TempDir private Path folder;

  static SegmentSettings indexing(String spec) {
    return SegmentSettings.DEFAULT.pinned(IndexSpec.parse(spec)).scanningUpTo(0);
  }

  static void fill(Directory directory, Documents documents, SegmentSettings settings)
      throws IOException {
    try (var writer = new IndexWriter(directory, Documents.settings(settings))) {
      for (int i = 0; i < COUNT; i++) {
        writer.addDocument(documents.next());
      }
      writer.forceMerge(1);
    }
  }

  private static List<SegmentReport> reports(DirectoryReader reader, float[] query)
      throws IOException {
    var reports = new ArrayList<SegmentReport>();
    var strategy = new SegmentSearchStrategy(SearchEffort.DEFAULT, reports::add);
    Documents.found(reader, query, 10, Documents.ALL, strategy);
    return reports;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QG32,SQ8 | 0.95",
        "QG32 | 0.95",
        "HNSW16,SQ8 | 0.95",
        "IVF16,SQ8 | 0.95",
        "IVF16,PQ12x4fs,RFlat | 0.95",
        "IVF16,RaBitQ4 | 0.95",
        "RaBitQ4 | 0.95",
        "PCA16,IVF16,Flat | 0.8"
      })
  void everyKindFindsMostAndEnoughThroughDeletionsAndFilters(String spec, double floor)
      throws IOException {
    var documents = new Documents(DIMENSION, VectorSimilarityFunction.DOT_PRODUCT, 1);
    try (var directory = FSDirectory.open(folder)) {
      fill(directory, documents, indexing(spec));
      var kept = Documents.settings(indexing(spec)).setMergePolicy(NoMergePolicy.INSTANCE);
      try (var writer = new IndexWriter(directory, kept);
          var reader = DirectoryReader.open(directory)) {
        assertThat(reports(reader, documents.vector()))
            .singleElement()
            .satisfies(report -> assertThat(report.index()).isEqualTo(spec))
            .satisfies(report -> assertThat(report.way()).isNotEqualTo(Way.SCAN));
        assertThat(documents.recall(reader, 10, Documents.ALL, _ -> true, 30)).isGreaterThan(floor);
        for (int i = 0; i < COUNT; i += 2) {
          writer.deleteDocuments(new Term("id", Integer.toString(i)));
        }
        writer.commit();
      }
      try (var reader = DirectoryReader.open(directory)) {
        assertThat(documents.recall(reader, 10, Documents.ALL, i -> i % 2 == 1, 30))
            .isGreaterThan(floor);
        for (int limit : new int[] {1_600, 700, 100, 15, 0}) {
          var filter = IntPoint.newRangeQuery(Documents.NUMBER, 0, limit - 1);
          assertThat(documents.recall(reader, 10, filter, i -> i % 2 == 1 && i < limit, 20))
              .as("up to %d", limit)
              .isGreaterThan(floor);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySimilarityIsServed(VectorSimilarityFunction similarity) throws IOException {
    var documents = new Documents(DIMENSION, similarity, 2);
    try (var directory = FSDirectory.open(folder)) {
      fill(directory, documents, indexing("QG32,SQ8"));
      try (var reader = DirectoryReader.open(directory)) {
        assertThat(reports(reader, documents.vector()))
            .allMatch(report -> report.way() == Way.WALK);
        assertThat(documents.recall(reader, 10, Documents.ALL, _ -> true, 30)).isGreaterThan(0.95);
      }
    }
  }

  @Test
  void queriesWithoutDirectionAreAnsweredByScans() throws IOException {
    var documents = new Documents(DIMENSION, VectorSimilarityFunction.DOT_PRODUCT, 8);
    try (var directory = FSDirectory.open(folder)) {
      fill(directory, documents, indexing("QG32,SQ8"));
      try (var reader = DirectoryReader.open(directory)) {
        assertThat(
                Documents.found(
                    reader, new float[DIMENSION], 7, Documents.ALL, SegmentSearchStrategy.DEFAULT))
            .hasSize(7);
      }
    }
  }

  @Test
  void scoresAreThoseOfTheRawVectors() throws IOException {
    var documents = new Documents(DIMENSION, VectorSimilarityFunction.EUCLIDEAN, 3);
    try (var directory = FSDirectory.open(folder)) {
      fill(directory, documents, indexing("IVF16,RaBitQ2"));
      try (var reader = DirectoryReader.open(directory)) {
        float[] query = documents.vector();
        var searcher = new IndexSearcher(reader);
        var knn = new org.apache.lucene.search.KnnFloatVectorQuery(Documents.FIELD, query, 5);
        for (var hit : searcher.search(knn, 5).scoreDocs) {
          assertThat(hit.score)
              .isCloseTo(
                  VectorSimilarityFunction.EUCLIDEAN.compare(query, documents.vectors.get(hit.doc)),
                  within(1e-6f));
        }
      }
    }
  }

  @Test
  void mergesTakeOverTheLargestIndexAndLoseNothing() throws IOException {
    var documents = new Documents(DIMENSION, VectorSimilarityFunction.DOT_PRODUCT, 4);
    var deleted = new Random(4);
    var gone = new java.util.BitSet();
    try (var directory = FSDirectory.open(folder)) {
      fill(directory, documents, indexing("QG32,SQ8"));
      for (int round = 0; round < 4; round++) {
        var messages = new Messages();
        var settings = Documents.settings(indexing("QG32,SQ8")).setInfoStream(messages);
        try (var writer = new IndexWriter(directory, settings)) {
          for (int i = 0; i < COUNT / 5; i++) {
            int number = deleted.nextInt(documents.vectors.size());
            gone.set(number);
            writer.deleteDocuments(new Term("id", Integer.toString(number)));
            writer.addDocument(documents.next());
          }
          writer.forceMerge(1);
        }
        assertThat(messages.all()).anyMatch(message -> message.contains("taking over"));
        try (var reader = DirectoryReader.open(directory)) {
          assertThat(reader.numDeletedDocs()).isZero();
          assertThat(reports(reader, documents.vector()))
              .allMatch(report -> report.way() == Way.WALK);
          assertThat(documents.recall(reader, 10, Documents.ALL, i -> !gone.get(i), 30))
              .isGreaterThan(0.95);
        }
      }
    }
  }

  @Test
  void directoriesThatMapNothingGiveTheSameHits() throws IOException {
    float[] query = new Documents(DIMENSION, VectorSimilarityFunction.DOT_PRODUCT, 6).vector();
    List<Integer> mapped;
    try (var directory = FSDirectory.open(folder)) {
      fill(
          directory,
          new Documents(DIMENSION, VectorSimilarityFunction.DOT_PRODUCT, 5),
          indexing("QG32,SQ8").withBuildThreads(1));
      try (var reader = DirectoryReader.open(directory)) {
        mapped = Documents.found(reader, query, 20, Documents.ALL, SegmentSearchStrategy.DEFAULT);
      }
    }
    try (var directory = new ByteBuffersDirectory()) {
      fill(
          directory,
          new Documents(DIMENSION, VectorSimilarityFunction.DOT_PRODUCT, 5),
          indexing("QG32,SQ8").withBuildThreads(1));
      try (var reader = DirectoryReader.open(directory)) {
        assertThat(Documents.found(reader, query, 20, Documents.ALL, SegmentSearchStrategy.DEFAULT))
            .isEqualTo(mapped);
      }
    }
  }

  @Test
  void vectorsHaveUpTo4096Numbers() throws IOException {
    try (var directory = FSDirectory.open(folder);
        var writer = new IndexWriter(directory, Documents.settings(indexing("QG32,SQ8")))) {
      var documents = new Documents(4096, VectorSimilarityFunction.DOT_PRODUCT, 8);
      for (int i = 0; i < 40; i++) {
        writer.addDocument(documents.next());
      }
      writer.commit();
      try (var reader = DirectoryReader.open(directory)) {
        assertThat(documents.recall(reader, 5, Documents.ALL, _ -> true, 5)).isGreaterThan(0.95);
      }
      var tooLong = new Documents(4097, VectorSimilarityFunction.DOT_PRODUCT, 8);
      assertThatIllegalArgumentException().isThrownBy(() -> writer.addDocument(tooLong.next()));
    }
  }

  /// Cosines of such a vector mean nothing, but a merge must not fail for it.
  @Test
  void aVectorWithoutDirectionLeavesItsSegmentScanned() throws IOException {
    var documents = new Documents(DIMENSION, VectorSimilarityFunction.COSINE, 9);
    try (var directory = FSDirectory.open(folder)) {
      try (var writer = new IndexWriter(directory, Documents.settings(indexing("QG32,SQ8")))) {
        for (int i = 0; i < 100; i++) {
          writer.addDocument(documents.next());
        }
        var nowhere = new float[DIMENSION];
        nowhere[3] = 1e-30f; // its square is 0; newer Lucenes refuse a vector of zeros
        var document = new Document();
        document.add(
            new KnnFloatVectorField(Documents.FIELD, nowhere, VectorSimilarityFunction.COSINE));
        writer.addDocument(document);
        writer.forceMerge(1);
      }
      try (var reader = DirectoryReader.open(directory)) {
        assertThat(reports(reader, documents.vector()))
            .allMatch(report -> report.way() == Way.SCAN);
      }
    }
  }

  @Test
  void aKindThatCannotBeBuiltLeavesTheSegmentScanned() throws IOException {
    var documents = new Documents(DIMENSION, VectorSimilarityFunction.DOT_PRODUCT, 10);
    try (var directory = FSDirectory.open(folder)) {
      fill(directory, documents, indexing("IVF4096,SQ8"));
      try (var reader = DirectoryReader.open(directory)) {
        assertThat(reports(reader, documents.vector()))
            .allMatch(report -> report.way() == Way.SCAN);
        assertThat(documents.recall(reader, 10, Documents.ALL, _ -> true, 10)).isEqualTo(1);
      }
    }
  }

  @Test
  void aNarrowFilterIsScannedAndAWideOneIsNot() throws IOException {
    var documents = new Documents(DIMENSION, VectorSimilarityFunction.DOT_PRODUCT, 11);
    try (var directory = FSDirectory.open(folder)) {
      fill(directory, documents, indexing("IVF48,SQ8"));
      try (var reader = DirectoryReader.open(directory)) {
        var reports = new ArrayList<SegmentReport>();
        var strategy = new SegmentSearchStrategy(SearchEffort.DEFAULT.withProbes(2), reports::add);
        for (int limit : new int[] {30, 1_900}) {
          Documents.found(
              reader,
              documents.vector(),
              10,
              IntPoint.newRangeQuery(Documents.NUMBER, 0, limit - 1),
              strategy);
        }
        assertThat(reports).extracting(SegmentReport::way).containsExactly(Way.SCAN, Way.LISTS);
        assertThat(reports).extracting(SegmentReport::passing).containsExactly(30, 1_900);
        assertThat(reports.getLast().reason()).contains("1,900");
      }
    }
  }
}
