package dev.eidetic.benchmarks.comparison;

import static dev.eidetic.vectors.Preconditions.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;

/// A vector format of Lucene, one segment, on disk and in the page cache.
final class LuceneContestant implements Contestant {

  private static final String FIELD = "v";

  private final LuceneFormats format;
  private final String index;
  private final ComparisonData data;
  private final Path folder;
  private final FSDirectory directory;
  private final DirectoryReader[] reader = new DirectoryReader[1];

  LuceneContestant(LuceneFormats format, String index, ComparisonData data) throws IOException {
    this.format = format;
    this.index = index;
    this.data = data;
    this.folder = Files.createTempDirectory("lucene");
    this.directory = FSDirectory.open(folder);
  }

  @Override
  public Built build() throws IOException {
    var stopwatch = new BuildStopwatch();
    var base = data.prepared(data.base());
    try (var pool = Executors.newFixedThreadPool(data.buildThreads())) {
      var threads = data.buildThreads();
      var vectors =
          format.format(index, threads, threads > 1 ? Optional.of(pool) : Optional.empty());
      var config = new IndexWriterConfig().setRAMBufferSizeMB(1900).setUseCompoundFile(false);
      config.setCodec(
          new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
              return vectors;
            }
          });
      try (var writer = new IndexWriter(directory, config)) {
        for (int i = 0; i < base.count(); i++) {
          var vector = new float[base.dimension()];
          base.copy(i, 1, vector, 0);
          var document = new Document();
          document.add(new KnnFloatVectorField(FIELD, vector, similarity()));
          writer.addDocument(document);
        }
        writer.forceMerge(1);
      }
    }
    reader[0] = DirectoryReader.open(directory);
    require(
        reader[0].leaves().size() == 1, "there are %d segments, not 1", reader[0].leaves().size());
    try (var files = Files.list(folder)) {
      return stopwatch.built(files.mapToLong(file -> file.toFile().length()).sum());
    }
  }

  /// Documents keep the order in which they were added, so their numbers are ours.
  @Override
  public Pass search(int count, String settings) throws IOException {
    var searcher = new IndexSearcher(reader[0]);
    searcher.setQueryCache(null);
    return Passes.of(
        data.prepared(data.queries()),
        query -> {
          var hits = searcher.search(format.query(FIELD, query.clone(), count, settings), count);
          return Arrays.stream(hits.scoreDocs).mapToLong((ScoreDoc hit) -> hit.doc).toArray();
        });
  }

  private VectorSimilarityFunction similarity() {
    return switch (data.metric()) {
      case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
      case COSINE -> VectorSimilarityFunction.DOT_PRODUCT;
      case INNER_PRODUCT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
    };
  }

  @Override
  public void close() throws IOException {
    if (reader[0] != null) {
      reader[0].close();
    }
    directory.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
