package dev.eidetic.lucene;

import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.codecs.lucene95.HasIndexSlice;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.MemorySegmentAccessInput;

/// The raw vectors of a field as a source to build an index from: read where they are mapped, or,
/// in directories that map nothing, one thread at a time through Lucene.
final class RawVectors implements VectorSource {

  private final FloatVectorValues values;
  private final VectorSource source;

  private RawVectors(FloatVectorValues values, VectorSource source) {
    this.values = values;
    this.source = source;
  }

  static RawVectors of(FloatVectorValues values) throws IOException {
    int dimension = values.dimension();
    if (values instanceof HasIndexSlice sliced
        && sliced.getSlice() instanceof MemorySegmentAccessInput mapped) {
      var bytes = mapped.segmentSliceOrNull(0, 4L * dimension * values.size());
      if (bytes != null) {
        return new RawVectors(
            values, VectorSource.of(bytes, 0, values.size(), dimension, 4L * dimension));
      }
    }
    return new RawVectors(values, new ReadVectors(values));
  }

  FloatVectorValues values() {
    return values;
  }

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public int dimension() {
    return source.dimension();
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    source.copy(first, count, target, offset);
  }

  /// Vectors that Lucene reads.
  private record ReadVectors(FloatVectorValues values) implements VectorSource {

    @Override
    public int count() {
      return values.size();
    }

    @Override
    public int dimension() {
      return values.dimension();
    }

    @Override
    public void copy(int first, int count, float[] target, int offset) {
      synchronized (values) {
        try {
          for (int i = 0; i < count; i++) {
            System.arraycopy(
                values.vectorValue(first + i), 0, target, offset + i * dimension(), dimension());
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
