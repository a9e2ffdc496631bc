package dev.eidetic.lucene;

import dev.eidetic.index.VectorIndex;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.FileDataHint;
import org.apache.lucene.store.FileTypeHint;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;

/// The two files that a segment has besides its raw vectors: `.eim` says which field has an index
/// and where it lies in `.eix`. Bytes: docs/lucene.md.
final class SegmentIndexFiles {

  static final String META_EXTENSION = "eim";
  static final String INDEX_EXTENSION = "eix";

  private static final String META_CODEC = "EideticVectorsMeta";
  private static final String INDEX_CODEC = "EideticVectorsIndex";
  private static final int VERSION = 0;
  private static final int ALIGNMENT = 64;
  private static final int NO_MORE_FIELDS = -1;

  private SegmentIndexFiles() {}

  /// Where the index of a field lies.
  ///
  /// @param vectors how many it holds
  record Place(long offset, long length, int vectors) {}

  private static String name(SegmentWriteState state, String extension) {
    return IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension);
  }

  private static String name(SegmentReadState state, String extension) {
    return IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension);
  }

  /// Writes both files; `.eix` only if there is an index.
  static final class Output implements Closeable {

    private final SegmentWriteState state;
    private final IndexOutput meta;
    private Optional<IndexOutput> indexes = Optional.empty();

    Output(SegmentWriteState state) throws IOException {
      this.state = state;
      this.meta = create(META_EXTENSION, META_CODEC);
    }

    private IndexOutput create(String extension, String codec) throws IOException {
      var output = state.directory.createOutput(name(state, extension), state.context);
      try {
        CodecUtil.writeIndexHeader(
            output, codec, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
        return output;
      } catch (IOException | RuntimeException e) {
        IOUtils.closeWhileHandlingException(output);
        throw e;
      }
    }

    void add(FieldInfo field, VectorIndex index) throws IOException {
      if (indexes.isEmpty()) {
        indexes = Optional.of(create(INDEX_EXTENSION, INDEX_CODEC));
      }
      var output = indexes.get();
      long offset = output.alignFilePointer(ALIGNMENT);
      index.write(new OutputChannel(output));
      meta.writeInt(field.number);
      meta.writeLong(offset);
      meta.writeLong(output.getFilePointer() - offset);
      meta.writeInt(index.size());
    }

    void finish() throws IOException {
      meta.writeInt(NO_MORE_FIELDS);
      CodecUtil.writeFooter(meta);
      if (indexes.isPresent()) {
        CodecUtil.writeFooter(indexes.get());
      }
    }

    @Override
    public void close() throws IOException {
      IOUtils.close(meta, indexes.orElse(null));
    }
  }

  /// @param places by field number
  record Input(Map<Integer, Place> places, Optional<IndexInput> indexes) implements Closeable {

    static Input open(SegmentReadState state) throws IOException {
      var places = readPlaces(state);
      return new Input(
          places, places.isEmpty() ? Optional.empty() : Optional.of(openIndexes(state)));
    }

    @Override
    public void close() throws IOException {
      IOUtils.close(indexes.orElse(null));
    }
  }

  private static Map<Integer, Place> readPlaces(SegmentReadState state) throws IOException {
    var places = new HashMap<Integer, Place>();
    try (var meta = state.directory.openChecksumInput(name(state, META_EXTENSION))) {
      Throwable failure = null;
      try {
        CodecUtil.checkIndexHeader(
            meta, META_CODEC, VERSION, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
        for (int field = meta.readInt(); field != NO_MORE_FIELDS; field = meta.readInt()) {
          if (state.fieldInfos.fieldInfo(field) == null) {
            throw new CorruptIndexException("there is no field number " + field, meta);
          }
          places.put(field, new Place(meta.readLong(), meta.readLong(), meta.readInt()));
        }
      } catch (Throwable e) {
        failure = e;
      } finally {
        CodecUtil.checkFooter(meta, failure);
      }
    }
    return places;
  }

  private static IndexInput openIndexes(SegmentReadState state) throws IOException {
    var input =
        state.directory.openInput(
            name(state, INDEX_EXTENSION),
            state.context.withHints(
                FileTypeHint.DATA, FileDataHint.KNN_VECTORS, DataAccessHint.RANDOM));
    try {
      CodecUtil.checkIndexHeader(
          input, INDEX_CODEC, VERSION, VERSION, state.segmentInfo.getId(), state.segmentSuffix);
      CodecUtil.retrieveChecksum(input);
      return input;
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(input);
      throw e;
    }
  }

  /// An output of Lucene as a channel.
  private static final class OutputChannel implements WritableByteChannel {

    private final IndexOutput output;
    private final byte[] buffer = new byte[1 << 16];

    OutputChannel(IndexOutput output) {
      this.output = output;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int length = bytes.remaining();
      while (bytes.hasRemaining()) {
        int piece = Math.min(buffer.length, bytes.remaining());
        bytes.get(buffer, 0, piece);
        output.writeBytes(buffer, 0, piece);
      }
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
