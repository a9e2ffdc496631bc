package dev.eidetic.benchmarks.comparison;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.bench.index.VectorData;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.lucene.EideticVectorsFormat;
import dev.eidetic.lucene.SegmentReport;
import dev.eidetic.lucene.SegmentSearchStrategy;
import dev.eidetic.lucene.SegmentSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.logging.Logger;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BitSet;

/// What filters cost in our Lucene format: from all documents to one in ten thousand, recall and
/// time of what the format chooses, beside a scan of what passes and a search without a filter.
///
/// Arguments: base, queries (`.fvecs`, Euclidean), how many of each, a spec, beam. Prints a table;
/// times are those of the processor. What Lucene takes to make a bitmap of the filter's documents
/// is the same for every way, and said apart: ratios are those of the rest, and in brackets those
/// of all.
public final class FilterComparison {

  private static final Logger LOG = Logger.getLogger(FilterComparison.class.getName());
  private static final int COUNT = 10;
  private static final int ROUNDS = 4;
  private static final String VECTOR = "v";
  private static final String NUMBER = "n";

  private static final double[] SHARES = {
    1, 0.9, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0001
  };

  private FilterComparison() {}

  public static void main(String[] arguments) throws IOException {
    require(
        arguments.length == 6, "arguments are base, queries, how many of each, a spec and a beam");
    try (var data =
        VectorData.open(
            Path.of(arguments[0]),
            Optional.of(Path.of(arguments[1])),
            Optional.empty(),
            Integer.parseInt(arguments[2]))) {
      var folder = Files.createTempDirectory("filters");
      var spec = IndexSpec.parse(arguments[4]);
      try (var indexed =
              index(
                  folder.resolve("i"), data, SegmentSettings.DEFAULT.pinned(spec).scanningUpTo(0));
          var scanned =
              index(folder.resolve("s"), data, SegmentSettings.DEFAULT.scanningUpTo(1L << 50))) {
        int queries = Math.min(Integer.parseInt(arguments[3]), data.queries().count());
        var effort = SearchEffort.DEFAULT.withBeam(Integer.parseInt(arguments[5]));
        measure(indexed, scanned, queries(data, queries), effort);
      }
    }
  }

  private static List<float[]> queries(VectorData data, int count) {
    var queries = new ArrayList<float[]>();
    for (int i = 0; i < count; i++) {
      var query = new float[data.queries().dimension()];
      data.queries().copy(i, 1, query, 0);
      queries.add(query);
    }
    return queries;
  }

  private static DirectoryReader index(Path folder, VectorData data, SegmentSettings settings)
      throws IOException {
    var format = new EideticVectorsFormat(settings);
    var config =
        new IndexWriterConfig()
            .setRAMBufferSizeMB(1900)
            .setUseCompoundFile(false)
            .setCodec(
                new Lucene104Codec() {
                  @Override
                  public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                    return format;
                  }
                });
    var numbers = shuffled(data.base().count());
    var directory = FSDirectory.open(folder);
    try (var writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < numbers.length; i++) {
        var vector = new float[data.base().dimension()];
        data.base().copy(i, 1, vector, 0);
        var document = new Document();
        document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.EUCLIDEAN));
        document.add(new IntPoint(NUMBER, numbers[i]));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
    return DirectoryReader.open(directory);
  }

  private static int[] shuffled(int count) {
    var numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    var random = new SplittableRandom(1);
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = swapped;
    }
    return numbers;
  }

  /// One way of asking, and what it found for each query.
  ///
  /// @param filterMicros of that, for making a bitmap of the filter
  /// @param last what was done for the last query; empty if Lucene did it all by itself
  private record Asked(
      double micros, double filterMicros, List<List<Integer>> found, Optional<SegmentReport> last) {

    double searchMicros() {
      return micros - filterMicros;
    }

    String way() {
      return last.map(report -> report.way().name()).orElse("LUCENE");
    }

    String reason() {
      return last.map(SegmentReport::reason).orElse("no more pass than are wanted");
    }
  }

  private static void measure(
      DirectoryReader indexed, DirectoryReader scanned, List<float[]> queries, SearchEffort effort)
      throws IOException {
    var _ = ask(scanned, queries, IntPoint.newRangeQuery(NUMBER, 0, 1_000), effort); // warms up
    var _ = ask(indexed, queries, MatchAllDocsQuery.INSTANCE, effort);
    var all = ask(indexed, queries, MatchAllDocsQuery.INSTANCE, effort);
    LOG.info(() -> "unfiltered %.0f us".formatted(all.micros()));
    for (double share : SHARES) {
      int passing = (int) Math.max(1, share * indexed.maxDoc());
      Query filter = IntPoint.newRangeQuery(NUMBER, 0, passing - 1);
      var exact = ask(scanned, queries, filter, effort);
      var chosen = ask(indexed, queries, filter, effort);
      LOG.info(
          () ->
              String.format(
                  Locale.ROOT,
                  "%8.4f %%  %-6s recall %.4f  filter %5.0f us  then %6.0f us  scan %7.0f us  unfiltered %5.0f us  ratio %.2f (%.2f)  %s",
                  100 * share,
                  chosen.way(),
                  recall(exact, chosen),
                  chosen.filterMicros(),
                  chosen.searchMicros(),
                  exact.searchMicros(),
                  all.micros(),
                  chosen.searchMicros() / Math.min(exact.searchMicros(), all.micros()),
                  chosen.micros() / Math.min(exact.micros(), all.micros()),
                  chosen.reason()));
    }
  }

  private static double recall(Asked exact, Asked chosen) {
    double found = 0;
    double wanted = 0;
    for (int i = 0; i < exact.found().size(); i++) {
      var truth = new HashSet<>(exact.found().get(i));
      found += chosen.found().get(i).stream().filter(truth::contains).count();
      wanted += truth.size();
    }
    return wanted == 0 ? 1 : found / wanted;
  }

  /// Of this thread, so that other programs disturb less.
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// As Lucene makes it for each query before a segment is searched.
  private static double bitmapMicros(IndexSearcher searcher, Query filter, int times)
      throws IOException {
    var weight = searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    var segment = searcher.getIndexReader().leaves().getFirst();
    long nanos = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = processorNanos();
      for (int i = 0; i < times; i++) {
        var scorer = weight.scorer(segment);
        if (scorer != null && !(filter instanceof MatchAllDocsQuery)) {
          var _ = BitSet.of(scorer.iterator(), segment.reader().maxDoc());
        }
      }
      nanos = processorNanos() - start;
    }
    return nanos / 1e3 / times;
  }

  private static Asked ask(
      DirectoryReader reader, List<float[]> queries, Query filter, SearchEffort effort)
      throws IOException {
    var reports = new ArrayList<SegmentReport>();
    var strategy = new SegmentSearchStrategy(effort, reports::add);
    var searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    var found = new ArrayList<List<Integer>>();
    long nanos = 0;
    for (int round = 0; round < ROUNDS; round++) { // all but the last warm up and teach the costs
      found.clear();
      reports.clear();
      long start = processorNanos();
      for (float[] query : queries) {
        var knn = new KnnFloatVectorQuery(VECTOR, query, COUNT, filter, strategy);
        found.add(
            Arrays.stream(searcher.search(knn, COUNT).scoreDocs)
                .map((ScoreDoc hit) -> hit.doc)
                .toList());
      }
      nanos = processorNanos() - start;
    }
    return new Asked(
        nanos / 1e3 / queries.size(),
        bitmapMicros(searcher, filter, queries.size()),
        found,
        reports.isEmpty() ? Optional.empty() : Optional.of(reports.getLast()));
  }
}
