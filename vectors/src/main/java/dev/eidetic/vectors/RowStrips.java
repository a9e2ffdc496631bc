package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Objects;

/// Rows laid out for inner products of one query with all of them: in strips, coordinate by
/// coordinate, so that no sum ever has to be taken across lanes. Immutable.
///
/// Each product is one chain of fused multiply-adds in the order of the coordinates: results are
/// the same to the last bit as those of [ScalarKernels#dot].
public final class RowStrips {

  private final int count;
  private final int dimension;
  private final int width;
  private final float[] strips;

  private RowStrips(int count, int dimension, int width, float[] strips) {
    this.count = count;
    this.dimension = dimension;
    this.width = width;
    this.strips = strips;
  }

  /// @param rows `count` vectors one after the other; copied
  public static RowStrips of(float[] rows, int count, int dimension) {
    require(dimension >= 1, "dimension is %d; it must be at least 1", dimension);
    Objects.checkFromIndexSize(0, count * dimension, rows.length);
    int width = Kernels.HAS_LANES ? LaneRowStrips.WIDTH : ScalarRowStrips.WIDTH;
    int padded = (count + width - 1) / width * width;
    var strips = new float[Math.multiplyExact(padded, dimension)];
    for (int row = 0; row < count; row++) {
      int start = row / width * width * dimension + row % width;
      for (int i = 0; i < dimension; i++) {
        strips[start + i * width] = rows[row * dimension + i];
      }
    }
    return new RowStrips(count, dimension, width, strips);
  }

  public int count() {
    return count;
  }

  /// How long the array must be that receives products: [#count], rounded up to whole strips.
  public int paddedCount() {
    return strips.length / dimension;
  }

  /// Inner products with all rows.
  ///
  /// @param scores receives [#paddedCount] numbers; those beyond [#count] are zeros
  public void dots(float[] query, float[] scores) {
    require(
        query.length == dimension, "query has %d numbers; rows have %d", query.length, dimension);
    Objects.checkFromIndexSize(0, paddedCount(), scores.length);
    for (int row = 0; row < count; row += width) {
      if (Kernels.HAS_LANES) {
        LaneRowStrips.dots(query, strips, row * dimension, scores, row);
      } else {
        ScalarRowStrips.dots(query, strips, row * dimension, scores, row);
      }
    }
  }

  public long memoryBytes() {
    return (long) Float.BYTES * strips.length;
  }
}
