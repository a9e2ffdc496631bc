package dev.eidetic.vectors;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Vectors in mapped memory whose numbers become floats when they are read.
///
/// @param start byte of the first vector
/// @param strideBytes from the beginning of one vector to that of the next
record StoredSource(
    MemorySegment segment,
    long start,
    int count,
    int dimension,
    long strideBytes,
    StoredNumbers numbers)
    implements VectorSource {

  private static final int MOST_NUMBERS = 1 << 20;

  /// @throws IOException if the file is shorter than it would have to be
  static StoredSource checked(
      Path file,
      MemorySegment bytes,
      long start,
      long count,
      long dimension,
      long stride,
      StoredNumbers numbers)
      throws IOException {
    if (count > Integer.MAX_VALUE || dimension < 1 || dimension > MOST_NUMBERS) {
      throw new IOException(
          "%s holds %d vectors of %d numbers; at most %d of 1 to %d can be read"
              .formatted(file, count, dimension, Integer.MAX_VALUE, MOST_NUMBERS));
    }
    long needed = count == 0 ? start : start + (count - 1) * stride + numbers.bytes * dimension;
    if (needed > bytes.byteSize()) {
      throw new IOException(
          "%s is %d bytes; its header promises %d vectors of %d numbers (%d bytes): truncated?"
              .formatted(file, bytes.byteSize(), count, dimension, needed));
    }
    return new StoredSource(bytes, start, (int) count, (int) dimension, stride, numbers);
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    for (int i = 0; i < count; i++) {
      long from = start + (first + i) * strideBytes;
      numbers.copy(segment, from, dimension, target, offset + i * dimension);
    }
  }
}
