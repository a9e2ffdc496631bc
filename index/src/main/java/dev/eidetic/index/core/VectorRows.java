package dev.eidetic.index.core;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Vectors of 32-bit floats by ordinal in native memory: what exact indexes scan, graphs compare
/// and refining ranks by.
public final class VectorRows implements AutoCloseable {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final OffHeap memory;
  private final int dimension;

  private VectorRows(OffHeap memory, int dimension) {
    this.memory = memory;
    this.dimension = dimension;
  }

  public static VectorRows empty(int dimension) {
    return new VectorRows(OffHeap.ofSize(0), dimension);
  }

  /// @throws CorruptFileException if the section does not hold `count` rows
  public static VectorRows open(Sections sections, String name, int count, int dimension)
      throws CorruptFileException {
    return new VectorRows(sections.memory(name, (long) count * dimension * Float.BYTES), dimension);
  }

  public int dimension() {
    return dimension;
  }

  /// Stores a vector, growing as needed.
  ///
  /// @param source holds the vector from `offset` on
  public void put(int ordinal, float[] source, int offset) {
    memory.ensure((ordinal + 1L) * dimension * Float.BYTES);
    MemorySegment.copy(source, offset, memory.segment(), FLOAT, start(ordinal), dimension);
  }

  public void read(int ordinal, float[] target) {
    MemorySegment.copy(memory.segment(), FLOAT, start(ordinal), target, 0, dimension);
  }

  /// Sees vectors that are stored later, from its next [RowScorer#begin] on.
  public RowScorer scorer(Metric metric) {
    return new FloatRowScorer(this, metric);
  }

  /// Row after row; stale after the memory had to grow.
  public MemorySegment segment() {
    return memory.segment();
  }

  /// The first `count` rows.
  public Section section(String name, int count) {
    return new Section(name, memory.segment().asSlice(0, start(count)));
  }

  public long memoryBytes() {
    return memory.byteSize();
  }

  private long start(int ordinal) {
    return (long) ordinal * dimension * Float.BYTES;
  }

  @Override
  public void close() {
    memory.close();
  }
}
