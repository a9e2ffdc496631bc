package dev.eidetic.engine.storage;

import dev.eidetic.lucene.EideticVectorsFormat;
import dev.eidetic.lucene.SegmentSettings;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;

/// How segments are written: everything by Lucene's own formats but the vectors, which get our
/// indexes in segments that are large enough.
final class VectorsCodec {

  private VectorsCodec() {}

  /// @param settings for segments to come; those that exist are read as they are
  static Codec codec(SegmentSettings settings) {
    var format = new EideticVectorsFormat(settings);
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return format;
      }
    };
  }
}
