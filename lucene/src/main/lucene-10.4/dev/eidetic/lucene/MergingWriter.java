package dev.eidetic.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;

/// What differs between versions of Lucene: how one field is merged. For 10.4.
abstract class MergingWriter extends KnnVectorsWriter {

  /// Where the raw vectors go.
  abstract FlatVectorsWriter raw();

  /// Called when the raw vectors of a field have been merged.
  abstract void merged(FieldInfo field, MergeState sources) throws IOException;

  @Override
  public final void mergeOneField(FieldInfo field, MergeState sources) throws IOException {
    raw().mergeOneField(field, sources);
    merged(field, sources);
  }
}
