package dev.eidetic.index.core;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.vectors.ElementType;
import dev.eidetic.vectors.Rows;
import dev.eidetic.vectors.VectorSource;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/// How the numbers of a vector are written as a row of bytes. Immutable and thread-safe.
///
/// A row of [NumberFormat#INT8] has a byte per coordinate, then the squared length of the scaled
/// bytes as a 32-bit float, which turns distances into inner products.
public final class RowFormat {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final float LARGEST_HALF = 65504;

  private final NumberFormat format;
  private final ElementType type;
  private final int dimension;
  private final Optional<ByteScale> scale;

  private RowFormat(NumberFormat format, int dimension, Optional<ByteScale> scale) {
    this.format = format;
    this.type =
        switch (format) {
          case FLOAT32 -> ElementType.FLOAT32;
          case FLOAT16 -> ElementType.FLOAT16;
          case BFLOAT16 -> ElementType.BFLOAT16;
          case INT8 -> ElementType.INT8;
        };
    this.dimension = dimension;
    this.scale = scale;
  }

  /// The format as far as it is known before training: all of it, but for bytes.
  public static RowFormat of(NumberFormat format, int dimension) {
    return new RowFormat(format, dimension, Optional.empty());
  }

  /// @throws CorruptFileException if the section does not hold what was learned
  public static RowFormat open(Sections sections, String name, NumberFormat format, int dimension)
      throws CorruptFileException {
    var known = of(format, dimension);
    return format == NumberFormat.INT8 && sections.has(name)
        ? new RowFormat(format, dimension, Optional.of(ByteScale.open(sections, name, dimension)))
        : known;
  }

  /// The format after training: bytes learn the range of each coordinate.
  ///
  /// @param examples at least one
  public RowFormat trained(VectorSource examples) {
    return isTrained()
        ? this
        : new RowFormat(format, dimension, Optional.of(ByteScale.of(examples)));
  }

  public boolean isTrained() {
    return format != NumberFormat.INT8 || scale.isPresent();
  }

  public int dimension() {
    return dimension;
  }

  /// The size of a row.
  public int rowBytes() {
    return dimension * type.bytes() + (format == NumberFormat.INT8 ? Float.BYTES : 0);
  }

  /// @throws IllegalArgumentException if a number of a vector is beyond what the format can hold
  public void requireFit(VectorSource vectors) {
    if (format != NumberFormat.FLOAT16) {
      return;
    }
    var vector = new float[dimension];
    for (int i = 0; i < vectors.count(); i++) {
      vectors.copy(i, 1, vector, 0);
      for (float number : vector) {
        require(
            Math.abs(number) <= LARGEST_HALF,
            "vector %d has the number %s; 16-bit floats hold magnitudes up to %s",
            i,
            number,
            LARGEST_HALF);
      }
    }
  }

  /// Writes a row.
  ///
  /// @param source holds the vector from `start` on
  public void write(float[] source, int start, MemorySegment target, long offset) {
    if (scale.isPresent()) {
      scale.get().write(source, start, target, offset);
    } else {
      rows(target, offset).write(0, source, start);
    }
  }

  /// Restores a vector.
  public void read(MemorySegment segment, long offset, float[] target) {
    if (format == NumberFormat.FLOAT32) {
      MemorySegment.copy(segment, FLOAT, offset, target, 0, dimension);
      return;
    }
    rows(segment, offset).read(0, target, 0);
    scale.ifPresent(bytes -> bytes.unscale(target));
  }

  /// Rows without gaps.
  ///
  /// @param first where row 0 begins
  Rows rows(MemorySegment segment, long first) {
    return new Rows(type, dimension, segment, first, rowBytes());
  }

  /// A scorer for one thread.
  public SegmentScorer scorer(Metric metric) {
    return scale.isPresent()
        ? new ByteScorer(this, scale.get(), metric)
        : new NumberScorer(this, metric);
  }

  /// What was learned; nothing but for bytes.
  public List<Section> sections(String name) {
    return scale.map(bytes -> List.of(bytes.section(name))).orElse(List.of());
  }
}
