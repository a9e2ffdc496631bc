package dev.eidetic.engine.storage;

import dev.eidetic.encode.EmbeddingSpace;
import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// How vectors are written: raw, with an HNSW graph in large segments only.
///
/// Lucene's own formats, so that its readers need nothing of ours; two settings differ. Vectors may
/// have up to 4,096 numbers instead of 1,024, and a segment gets a graph only when it is larger
/// than what an exact scan answers quickly: building graphs would slow ingest by a tenth for
/// nothing.
final class RawVectorsCodec {

  /// Segments of up to about 50,000 vectors stay without a graph: Lucene builds one when this times
  /// the natural logarithm of the segment's size is less than its size.
  private static final int TINY_SEGMENTS_THRESHOLD = 4_600;

  private RawVectorsCodec() {}

  static Codec codec() {
    return codec(TINY_SEGMENTS_THRESHOLD);
  }

  /// @param tinySegmentsThreshold 0 gives every segment a graph
  static Codec codec(int tinySegmentsThreshold) {
    var format = new WideFormat(tinySegmentsThreshold);
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return format;
      }
    };
  }

  /// Carries the name of Lucene's format: what it writes is read by that.
  private static final class WideFormat extends KnnVectorsFormat {

    private final KnnVectorsFormat lucene;

    WideFormat(int tinySegmentsThreshold) {
      super("Lucene99HnswVectorsFormat");
      this.lucene =
          new Lucene99HnswVectorsFormat(
              Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
              Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
              tinySegmentsThreshold);
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
      return EmbeddingSpace.MAX_DIMENSION;
    }
  }
}
