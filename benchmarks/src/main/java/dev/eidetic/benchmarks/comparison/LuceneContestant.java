package dev.eidetic.benchmarks.comparison;

import static dev.eidetic.vectors.Preconditions.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;

/// HNSW of Lucene, one segment, on disk and in the page cache. Index: `M=16,efConstruction=200`.
/// Search: `ef=40`, which Lucene calls k: the best of those are kept.
final class LuceneContestant implements Contestant {

  private static final String FIELD = "v";

  private final Settings settings;
  private final ComparisonData data;
  private final Path folder;
  private final FSDirectory directory;
  private final DirectoryReader[] reader = new DirectoryReader[1];

  LuceneContestant(String index, ComparisonData data) throws IOException {
    this.settings = Settings.parse(index);
    this.data = data;
    this.folder = Files.createTempDirectory("lucene");
    this.directory = FSDirectory.open(folder);
  }

  @Override
  public Built build() throws IOException {
    var stopwatch = new BuildStopwatch();
    var base = data.prepared(data.base());
    try (var pool = Executors.newFixedThreadPool(data.buildThreads())) {
      var format = new Format(settings, data.buildThreads(), pool);
      var config = new IndexWriterConfig().setRAMBufferSizeMB(1900).setUseCompoundFile(false);
      config.setCodec(
          new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
              return format;
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
    int ef = Math.max(count, Settings.parse(settings).get("ef"));
    var searcher = new IndexSearcher(reader[0]);
    searcher.setQueryCache(null);
    return Passes.of(
        data.prepared(data.queries()),
        query -> {
          var hits = searcher.search(new KnnFloatVectorQuery(FIELD, query.clone(), ef), count);
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

  /// Lucene's own format for more than 1,024 numbers; it reads what this writes.
  private static final class Format extends KnnVectorsFormat {

    private final KnnVectorsFormat lucene;

    Format(Settings settings, int threads, ExecutorService pool) {
      super("Lucene99HnswVectorsFormat");
      this.lucene =
          new Lucene99HnswVectorsFormat(
              settings.get("M"),
              settings.get("efConstruction"),
              threads,
              threads > 1 ? pool : null,
              0);
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
      return lucene.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
      return lucene.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String field) {
      return 4096;
    }
  }
}
