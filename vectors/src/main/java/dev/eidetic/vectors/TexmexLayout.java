package dev.eidetic.vectors;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// Files of TEXMEX: before each vector its dimension, as a 32-bit number.
final class TexmexLayout {

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private TexmexLayout() {}

  static StoredSource read(Path file, MemorySegment bytes, StoredNumbers numbers)
      throws IOException {
    if (bytes.byteSize() == 0) {
      throw new IOException("%s is empty; it holds no vectors".formatted(file));
    }
    long dimension = bytes.byteSize() < 4 ? 0 : bytes.get(INT, 0);
    long stride = 4 + numbers.bytes * dimension;
    if (dimension < 1 || bytes.byteSize() % stride != 0) {
      throw new IOException(
          "%s is %d bytes, no whole number of vectors of %d numbers: truncated, or no TEXMEX file?"
              .formatted(file, bytes.byteSize(), dimension));
    }
    long count = bytes.byteSize() / stride;
    for (long i = 1; i < count; i++) {
      int other = bytes.get(INT, i * stride);
      if (other != dimension) {
        throw new IOException(
            "%s: vector %d claims %d numbers, vector 0 has %d; they must agree"
                .formatted(file, i, other, dimension));
      }
    }
    return StoredSource.checked(file, bytes, 4, count, dimension, stride, numbers);
  }
}
