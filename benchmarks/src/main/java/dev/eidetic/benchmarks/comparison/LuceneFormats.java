package dev.eidetic.benchmarks.comparison;

import dev.eidetic.engine.bench.index.EffortText;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.lucene.EideticVectorsFormat;
import dev.eidetic.lucene.SegmentSearchStrategy;
import dev.eidetic.lucene.SegmentSettings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorsFormat.ScalarEncoding;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;

/// The vector formats of Lucene that take part, ours among them, and how each is asked.
enum LuceneFormats {

  /// HNSW over floats. Index: `M=16,efConstruction=200`; search: `ef=40`, which Lucene calls k.
  HNSW {
    @Override
    KnnVectorsFormat format(String index, int threads, Optional<ExecutorService> pool) {
      var settings = Settings.parse(index);
      return new Wide(
          "Lucene99HnswVectorsFormat",
          new Lucene99HnswVectorsFormat(
              settings.get("M"), settings.get("efConstruction"), threads, pool.orElse(null), 0));
    }

    @Override
    Query query(String field, float[] query, int count, String settings) {
      return new KnnFloatVectorQuery(
          field, query, Math.max(count, Settings.parse(settings).get("ef")));
    }
  },

  /// HNSW over numbers of few bits, the best hits scored again by the floats. Index:
  /// `M=16,efConstruction=200,bits=8` (8, 4 or 1).
  QUANTIZED {
    @Override
    KnnVectorsFormat format(String index, int threads, Optional<ExecutorService> pool) {
      var settings = Settings.parse(index);
      var encoding =
          switch (settings.get("bits")) {
            case 8 -> ScalarEncoding.UNSIGNED_BYTE;
            case 4 -> ScalarEncoding.PACKED_NIBBLE;
            case 1 -> ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE;
            default ->
                throw new IllegalArgumentException(
                    "index %s has other bits than 8, 4 or 1".formatted(index));
          };
      var lucene =
          new Lucene104HnswScalarQuantizedVectorsFormat(
              encoding,
              settings.get("M"),
              settings.get("efConstruction"),
              threads,
              pool.orElse(null),
              0);
      return new Wide(lucene.getName(), lucene);
    }

    @Override
    Query query(String field, float[] query, int count, String settings) throws IOException {
      int ef = Math.max(count, Settings.parse(settings).get("ef"));
      return RescoreTopNQuery.createFullPrecisionRescorerQuery(
          new KnnFloatVectorQuery(field, query, ef), query, field, ef);
    }
  },

  /// Ours. Index: a spec, or `auto`; search: `beam=64`.
  EIDETIC {
    @Override
    KnnVectorsFormat format(String index, int threads, Optional<ExecutorService> pool) {
      // All vectors are one flush, which a merge into one segment leaves alone.
      var settings = SegmentSettings.DEFAULT.withBuildThreads(threads).scanningUpTo(0);
      return new EideticVectorsFormat(
          index.equals("auto") ? settings : settings.pinned(IndexSpec.parse(index)));
    }

    @Override
    Query query(String field, float[] query, int count, String settings) {
      return new KnnFloatVectorQuery(
          field, query, count, null, new SegmentSearchStrategy(EffortText.parse(settings)));
    }
  };

  /// @param index as it stands in the plan
  abstract KnnVectorsFormat format(String index, int threads, Optional<ExecutorService> pool);

  /// @param settings as they stand in the plan
  abstract Query query(String field, float[] query, int count, String settings) throws IOException;

  /// A format of Lucene for more than 1,024 numbers; it reads what this writes.
  private static final class Wide extends KnnVectorsFormat {

    private final KnnVectorsFormat lucene;

    Wide(String name, KnnVectorsFormat lucene) {
      super(name);
      this.lucene = lucene;
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
