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
/// bytes as a 32-bit float, which turns distances into inner products. Other formats keep whole
/// numbers from 0 to 255, such as SIFT's, in a byte each, exactly, as long as all numbers are such
/// ([#narrow]).
public final class RowFormat {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final float LARGEST_HALF = 65504;

  private final NumberFormat format;
  private final ElementType type;
  private final int dimension;
  private final Optional<ByteScale> scale;
  private final boolean isNarrow;

  private RowFormat(
      NumberFormat format, int dimension, Optional<ByteScale> scale, boolean isNarrow) {
    this.format = format;
    this.type = isNarrow ? ElementType.INT8 : type(format);
    this.dimension = dimension;
    this.scale = scale;
    this.isNarrow = isNarrow;
  }

  private static ElementType type(NumberFormat format) {
    return switch (format) {
      case FLOAT32 -> ElementType.FLOAT32;
      case FLOAT16 -> ElementType.FLOAT16;
      case BFLOAT16 -> ElementType.BFLOAT16;
      case INT8 -> ElementType.INT8;
    };
  }

  /// The format as far as it is known before training: all of it, but for bytes.
  public static RowFormat of(NumberFormat format, int dimension) {
    return new RowFormat(format, dimension, Optional.empty(), false);
  }

  /// The format while all numbers are whole and from 0 to 255, for distances only: products with a
  /// byte's offset would lose digits.
  ///
  /// @param format which can hold such numbers exactly; of [NumberFormat#INT8] there is no narrower
  ///   one
  public static RowFormat narrow(NumberFormat format, int dimension) {
    return new RowFormat(format, dimension, Optional.empty(), format != NumberFormat.INT8);
  }

  /// The format for any numbers.
  RowFormat wide() {
    return of(format, dimension);
  }

  boolean isNarrow() {
    return isNarrow;
  }

  /// Whether a vector can be written.
  ///
  /// @param source holds the vector from `start` on
  boolean holds(float[] source, int start) {
    return !isNarrow || WholeNumbers.areIn(source, start, dimension);
  }

  /// @throws CorruptFileException if the section does not hold what was learned
  public static RowFormat open(Sections sections, String name, NumberFormat format, int dimension)
      throws CorruptFileException {
    if (!sections.has(name)) {
      return of(format, dimension);
    }
    if (format == NumberFormat.INT8) {
      var scale = ByteScale.open(sections, name, dimension);
      return new RowFormat(format, dimension, Optional.of(scale), false);
    }
    sections.get(name, 0);
    return narrow(format, dimension);
  }

  /// The format after training: bytes learn the range of each coordinate.
  ///
  /// @param examples at least one
  public RowFormat trained(VectorSource examples) {
    return isTrained()
        ? this
        : new RowFormat(format, dimension, Optional.of(ByteScale.of(examples)), false);
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
    } else if (isNarrow) {
      WholeNumbers.write(source, start, dimension, target, offset);
    } else {
      rows(target, offset).write(0, source, start);
    }
  }

  /// Restores a vector.
  public void read(MemorySegment segment, long offset, float[] target) {
    if (isNarrow) {
      WholeNumbers.read(segment, offset, target, dimension);
      return;
    }
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

  /// What was learned: nothing but for bytes, of which those of whole numbers have an empty section
  /// to be known by.
  public List<Section> sections(String name) {
    if (isNarrow) {
      return List.of(Sections.ofLongs(name));
    }
    return scale.map(bytes -> List.of(bytes.section(name))).orElse(List.of());
  }
}
