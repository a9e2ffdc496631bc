package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Little-endian vectors in native or mapped memory.
record SegmentSource(MemorySegment segment, long start, int count, int dimension, long strideBytes)
    implements VectorSource {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  SegmentSource {
    require(count >= 0 && dimension >= 1, "there are %d vectors of %d numbers", count, dimension);
    long rowBytes = (long) dimension * Float.BYTES;
    require(
        strideBytes >= rowBytes,
        "stride is %d bytes; vectors of %d numbers need %d",
        strideBytes,
        dimension,
        rowBytes);
    long end = count == 0 ? start : Math.addExact(start, (count - 1) * strideBytes + rowBytes);
    require(
        start >= 0 && end <= segment.byteSize(),
        "%d vectors of %d numbers end at byte %d; there are %d bytes",
        count,
        dimension,
        end,
        segment.byteSize());
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    for (int i = 0; i < count; i++) {
      long from = start + (first + i) * strideBytes;
      MemorySegment.copy(segment, FLOAT, from, target, offset + i * dimension, dimension);
    }
  }
}
