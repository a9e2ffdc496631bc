package dev.eidetic.index.core;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.vectors.VectorSource;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Vectors by ordinal in native memory, number by number: what exact indexes scan, graphs compare
/// and refining ranks by.
public final class VectorRows implements AutoCloseable {

  /// Follows the rows' name in that of the section with what the format has learned.
  private static final String SCALE = ".q8";

  private OffHeap memory;
  private RowFormat format;

  /// One more than the largest ordinal ever stored.
  private int end;

  private VectorRows(OffHeap memory, RowFormat format, int end) {
    this.memory = memory;
    this.format = format;
    this.end = end;
  }

  /// Rows of 32-bit floats.
  public static VectorRows empty(int dimension) {
    return new VectorRows(OffHeap.ofSize(0), RowFormat.of(NumberFormat.FLOAT32, dimension), 0);
  }

  /// Rows that are scored by a metric. As long as all numbers are whole and from 0 to 255,
  /// distances are computed from a byte per number; results are the same.
  public static VectorRows empty(NumberFormat format, int dimension, Metric metric) {
    var rowFormat =
        metric.isProduct() ? RowFormat.of(format, dimension) : RowFormat.narrow(format, dimension);
    return new VectorRows(OffHeap.ofSize(0), rowFormat, 0);
  }

  /// Rows of 32-bit floats.
  ///
  /// @throws CorruptFileException if the section does not hold `count` rows
  public static VectorRows open(Sections sections, String name, int count, int dimension)
      throws CorruptFileException {
    return open(sections, name, NumberFormat.FLOAT32, count, dimension);
  }

  /// @param name of the section that holds the rows, at most 13 characters
  /// @throws CorruptFileException if the section does not hold `count` rows
  public static VectorRows open(
      Sections sections, String name, NumberFormat format, int count, int dimension)
      throws CorruptFileException {
    var rowFormat = RowFormat.open(sections, name + SCALE, format, dimension);
    if (count > 0 && !rowFormat.isTrained()) {
      throw sections.corrupt(name, 0, "%d rows of bytes have no scale to read them by", count);
    }
    var memory = sections.memory(name, (long) count * rowFormat.rowBytes());
    return new VectorRows(memory, rowFormat, count);
  }

  public int dimension() {
    return format.dimension();
  }

  RowFormat format() {
    return format;
  }

  /// Whether rows can be stored; false only for bytes that have not learned their scale.
  public boolean isTrained() {
    return format.isTrained();
  }

  /// Learns what the format has to learn, while there are no rows yet.
  public void train(VectorSource examples) {
    format = format.trained(examples);
  }

  /// @throws IllegalArgumentException if a number of a vector is beyond what the format can hold
  public void requireFit(VectorSource vectors) {
    format.requireFit(vectors);
  }

  /// Makes room for exactly this many more rows than there are places for, so that many can be
  /// stored without growing again and again.
  ///
  /// @param count rows that there will be
  public void reserve(int count) {
    long needed = (long) count * format.rowBytes();
    if (needed > memory.byteSize() + memory.byteSize() / 8) {
      memory.resize(needed);
    }
  }

  /// Stores a vector, growing as needed.
  ///
  /// @param source holds the vector from `offset` on
  public void put(int ordinal, float[] source, int offset) {
    if (!format.holds(source, offset)) {
      widen();
    }
    memory.ensure((ordinal + 1L) * format.rowBytes());
    format.write(source, offset, memory.segment(), start(ordinal));
    end = Math.max(end, ordinal + 1);
  }

  /// Stores all rows anew in the format for any numbers.
  private void widen() {
    var wide = format.wide();
    var wider = OffHeap.ofSize(memory.byteSize() / format.rowBytes() * wide.rowBytes());
    var vector = new float[dimension()];
    for (int ordinal = 0; ordinal < end; ordinal++) {
      read(ordinal, vector);
      wide.write(vector, 0, wider.segment(), (long) ordinal * wide.rowBytes());
    }
    memory.close();
    memory = wider;
    format = wide;
  }

  public void read(int ordinal, float[] target) {
    format.read(memory.segment(), start(ordinal), target);
  }

  /// Sees what is trained and stored later, from its next [RowScorer#begin] on.
  public RowScorer scorer(Metric metric) {
    return new VectorRowScorer(this, metric);
  }

  /// Row after row; stale after the memory had to grow.
  public MemorySegment segment() {
    return memory.segment();
  }

  /// The first `count` rows of floats, whose format has nothing to learn.
  public Section section(String name, int count) {
    return new Section(name, memory.segment().asSlice(0, start(count)));
  }

  /// The first `count` rows and what the format has learned.
  public List<Section> sections(String name, int count) {
    var sections = new ArrayList<Section>();
    sections.add(section(name, count));
    sections.addAll(format.sections(name + SCALE));
    return sections;
  }

  public long memoryBytes() {
    return memory.byteSize();
  }

  private long start(int ordinal) {
    return (long) ordinal * format.rowBytes();
  }

  @Override
  public void close() {
    memory.close();
  }
}
