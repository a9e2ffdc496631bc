package dev.eidetic.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.IOUtils;

/// Reads one segment. Any number of threads may search.
final class EideticVectorsReader extends KnnVectorsReader {

  private final FieldInfos fields;
  private final FlatVectorsReader raw;
  private final SegmentIndexFiles.Input files;
  private final Map<String, IndexedField> indexes;
  private final Map<String, PassingCount> counts;

  /// @param costs what searching it costs
  record IndexedField(FieldIndex index, CostModel costs) {}

  private EideticVectorsReader(
      FieldInfos fields,
      FlatVectorsReader raw,
      SegmentIndexFiles.Input files,
      Map<String, IndexedField> indexes,
      Map<String, PassingCount> counts) {
    this.fields = fields;
    this.raw = raw;
    this.files = files;
    this.indexes = indexes;
    this.counts = counts;
  }

  static EideticVectorsReader open(SegmentReadState state, Lucene99FlatVectorsFormat format)
      throws IOException {
    var raw = format.fieldsReader(state);
    Optional<SegmentIndexFiles.Input> files = Optional.empty();
    var indexes = new HashMap<String, IndexedField>();
    try {
      files = Optional.of(SegmentIndexFiles.Input.open(state));
      for (var place : files.get().places().entrySet()) {
        var field = state.fieldInfos.fieldInfo(place.getKey());
        var index =
            FieldIndex.open(
                files.get().indexes().orElseThrow(), place.getValue(), field.getVectorDimension());
        var costs = new CostModel(index.spec(), index.size(), field.getVectorDimension());
        indexes.put(field.name, new IndexedField(index, costs));
      }
      return new EideticVectorsReader(
          state.fieldInfos, raw, files.get(), indexes, new ConcurrentHashMap<>());
    } catch (IOException | RuntimeException | Error e) {
      indexes.values().forEach(field -> field.index().close());
      IOUtils.closeWhileHandlingException(raw, files.orElse(null));
      throw e;
    }
  }

  /// The index of a field, if it has one.
  Optional<FieldIndex> index(String field) {
    return Optional.ofNullable(indexes.get(field)).map(IndexedField::index);
  }

  @Override
  public void checkIntegrity() throws IOException {
    raw.checkIntegrity();
    if (files.indexes().isPresent()) {
      CodecUtil.checksumEntireFile(files.indexes().get());
    }
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field) throws IOException {
    return raw.getFloatVectorValues(field);
  }

  @Override
  public ByteVectorValues getByteVectorValues(String field) throws IOException {
    return raw.getByteVectorValues(field);
  }

  @Override
  public void search(String field, float[] target, KnnCollector collector, AcceptDocs accepted)
      throws IOException {
    require(field, VectorEncoding.FLOAT32);
    if (collector.k() > 0) {
      var scorer = raw.getRandomVectorScorer(field, target);
      new SegmentSearch(
              scorer,
              () -> raw.getFloatVectorValues(field).iterator(),
              collector,
              accepted,
              count(field),
              Optional.ofNullable(indexes.get(field)))
          .run(target);
    }
  }

  @Override
  public void search(String field, byte[] target, KnnCollector collector, AcceptDocs accepted)
      throws IOException {
    require(field, VectorEncoding.BYTE);
    if (collector.k() > 0) {
      var scorer = raw.getRandomVectorScorer(field, target);
      new SegmentSearch(
              scorer,
              () -> raw.getByteVectorValues(field).iterator(),
              collector,
              accepted,
              count(field),
              Optional.empty())
          .run(new float[0]);
    }
  }

  private PassingCount count(String field) {
    return counts.computeIfAbsent(field, _ -> new PassingCount());
  }

  private void require(String field, VectorEncoding encoding) {
    var found = fields.fieldInfo(field);
    if (found == null || found.getVectorDimension() == 0) {
      throw new IllegalArgumentException(
          "field \"%s\" has no vectors in this segment".formatted(field));
    }
    if (found.getVectorEncoding() != encoding) {
      throw new IllegalArgumentException(
          "field \"%s\" has vectors of %s; the query is one of %s"
              .formatted(field, found.getVectorEncoding(), encoding));
    }
  }

  @Override
  public KnnVectorsReader getMergeInstance() throws IOException {
    return new EideticVectorsReader(fields, raw.getMergeInstance(), files, indexes, counts);
  }

  @Override
  public void finishMerge() throws IOException {
    raw.finishMerge();
  }

  @Override
  public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
    var index = index(field.name);
    return index.isEmpty()
        ? raw.getOffHeapByteSize(field)
        : mergeOffHeapByteSizeMaps(
            raw.getOffHeapByteSize(field),
            Map.of(SegmentIndexFiles.INDEX_EXTENSION, index.get().byteSize()));
  }

  @Override
  public void close() throws IOException {
    indexes.values().forEach(field -> field.index().close());
    IOUtils.close(raw, files);
  }
}
