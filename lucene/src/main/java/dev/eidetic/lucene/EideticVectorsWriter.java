package dev.eidetic.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.store.IOContext;

/// Writes one segment: first the raw vectors, then, reading those where they lie in the finished
/// file, the indexes. So neither a flush nor a merge holds more vectors in the heap than Lucene
/// buffers anyway. Belongs to one thread.
final class EideticVectorsWriter extends MergingWriter {

  private final SegmentWriteState state;
  private final Lucene99FlatVectorsFormat format;
  private final FlatVectorsWriter raw;
  private final SegmentSettings settings;
  private final List<FieldInfo> all = new ArrayList<>();
  private final List<PendingField> fields = new ArrayList<>();
  private boolean isFlushed;
  private boolean isRawClosed;

  /// A field of floats whose raw vectors are or will be written.
  ///
  /// @param sources what it is merged from; empty when flushed
  private record PendingField(FieldInfo info, Optional<MergeState> sources) {}

  EideticVectorsWriter(
      SegmentWriteState state, Lucene99FlatVectorsFormat format, SegmentSettings settings)
      throws IOException {
    this.state = state;
    this.format = format;
    this.raw = format.fieldsWriter(state);
    this.settings = settings;
  }

  @Override
  FlatVectorsWriter raw() {
    return raw;
  }

  @Override
  public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
    pend(field, Optional.empty());
    return raw.addField(field);
  }

  @Override
  void merged(FieldInfo field, MergeState sources) {
    pend(field, Optional.of(sources));
  }

  private void pend(FieldInfo field, Optional<MergeState> sources) {
    all.add(field); // a flush knows them only one by one
    if (field.getVectorEncoding() == VectorEncoding.FLOAT32) {
      fields.add(new PendingField(field, sources));
    }
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    raw.flush(maxDoc, sortMap);
    isFlushed = true;
  }

  @Override
  public void finish() throws IOException {
    raw.finish();
    isRawClosed = true;
    raw.close();
    try (var indexes = new SegmentIndexFiles.Output(state)) {
      if (!fields.isEmpty()) {
        try (var vectors =
            format.fieldsReader(
                new SegmentReadState(
                    state.directory,
                    state.segmentInfo,
                    new FieldInfos(all.toArray(FieldInfo[]::new)),
                    IOContext.DEFAULT,
                    state.segmentSuffix))) {
          for (var field : fields) {
            index(field, vectors, indexes);
          }
        }
      }
      indexes.finish();
    }
  }

  private void index(
      PendingField field, FlatVectorsReader vectors, SegmentIndexFiles.Output indexes)
      throws IOException {
    var values = vectors.getFloatVectorValues(field.info().name);
    var spec = IndexChoice.of(settings, values.size(), values.dimension(), isFlushed);
    if (spec.isEmpty()) {
      return;
    }
    var building =
        new IndexBuilding(field.info(), spec.get(), settings.buildThreads(), state.infoStream);
    var built = building.index(RawVectors.of(values), field.sources());
    if (built.isPresent()) {
      try (var index = built.get()) {
        indexes.add(field.info(), index);
      }
    }
  }

  @Override
  public long ramBytesUsed() {
    return raw.ramBytesUsed();
  }

  @Override
  public void close() throws IOException {
    if (!isRawClosed) {
      isRawClosed = true;
      raw.close();
    }
  }
}
