package dev.eidetic.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Vectors of Lucene, searched with our indexes.
///
/// A codec returns one for the fields that should have it; Lucene finds it by name again when it
/// opens an index:
///
/// ```java
/// var format = new EideticVectorsFormat();
/// var settings = new IndexWriterConfig().setCodec(new Lucene104Codec() {
///   @Override
///   public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
///     return format;
///   }
/// });
/// ```
///
/// Each segment gets what suits its size ([SegmentSettings]). Hits are always scored by the raw
/// vectors, so scores are Lucene's own. Vectors of bytes are stored and scanned.
public final class EideticVectorsFormat extends KnnVectorsFormat {

  /// By which Lucene finds the format.
  public static final String NAME = "EideticVectorsFormat";

  private static final int MAX_DIMENSIONS = 4096;

  private final SegmentSettings settings;
  private final Lucene99FlatVectorsFormat raw =
      new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());

  /// With [SegmentSettings#DEFAULT].
  public EideticVectorsFormat() {
    this(SegmentSettings.DEFAULT);
  }

  /// @param settings for the segments that are written; those that exist are read as they are
  public EideticVectorsFormat(SegmentSettings settings) {
    super(NAME);
    this.settings = settings;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return new EideticVectorsWriter(state, raw, settings);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return EideticVectorsReader.open(state, raw);
  }

  @Override
  public int getMaxDimensions(String field) {
    return MAX_DIMENSIONS;
  }

  @Override
  public String toString() {
    return "%s(%s)".formatted(NAME, settings);
  }
}
