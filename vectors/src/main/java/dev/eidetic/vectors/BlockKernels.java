package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Objects;

/// Inner products of many queries with many rows, a tile at a time: six queries against a *strip*
/// of rows. This is the inner part of a matrix product, kept apart so that whoever scans a gallery
/// can look at each tile while it is in the cache and never store the product.
///
/// Each product is one chain of fused multiply-adds in the order of the coordinates, on lanes and
/// in the scalar twin alike: results are the same to the last bit as [ScalarKernels#dot], do not
/// depend on where in a tile a pair falls, and equal vectors get equal products. The error is at
/// most `n * 2^-24` times the sum of the absolute terms, to first order.
///
/// On 512-bit lanes a tile runs at more than 0.9 of the processor's multiply-add limit, for strips
/// that fit the second-level cache (docs/evaluation.md).
public final class BlockKernels {

  /// Queries per tile.
  public static final int QUERIES = 6;

  private BlockKernels() {}

  /// Rows per strip; depends on the processor, a multiple of 8.
  public static int rowsPerStrip() {
    return Kernels.HAS_LANES ? LaneBlockKernels.rowsPerStrip() : ScalarBlockKernels.ROWS_PER_STRIP;
  }

  /// Lays rows out as [#dots] reads them: coordinate by coordinate, the rows of a strip side by
  /// side. Places beyond `count` are filled with zeros.
  ///
  /// @param rows `count` vectors one after the other
  /// @param count at most [#rowsPerStrip]
  /// @param strip at least `rowsPerStrip() * dimension` numbers, overwritten
  public static void packStrip(float[] rows, int count, int dimension, float[] strip) {
    int width = rowsPerStrip();
    require(0 <= count && count <= width, "count is %d; a strip has 0 to %d rows", count, width);
    Objects.checkFromIndexSize(0, count * dimension, rows.length);
    Objects.checkFromIndexSize(0, width * dimension, strip.length);
    int step = 16; // of coordinates, so that source and target lines both stay in the first cache
    for (int first = 0; first < dimension; first += step) {
      int end = Math.min(first + step, dimension);
      for (int row = 0; row < count; row++) {
        for (int i = first; i < end; i++) {
          strip[i * width + row] = rows[row * dimension + i];
        }
      }
      for (int row = count; row < width; row++) {
        for (int i = first; i < end; i++) {
          strip[i * width + row] = 0;
        }
      }
    }
  }

  /// Products of [#QUERIES] queries with the rows of a strip.
  ///
  /// @param queries vectors one after the other
  /// @param offset where the first of the six begins
  /// @param strip from [#packStrip]
  /// @param scores the products, query by query: `QUERIES * rowsPerStrip()` numbers, overwritten
  public static void dots(
      float[] queries, int offset, int dimension, float[] strip, float[] scores) {
    int width = rowsPerStrip();
    Objects.checkFromIndexSize(offset, QUERIES * dimension, queries.length);
    Objects.checkFromIndexSize(0, width * dimension, strip.length);
    Objects.checkFromIndexSize(0, QUERIES * width, scores.length);
    if (Kernels.HAS_LANES) {
      LaneBlockKernels.dots(queries, offset, dimension, strip, scores);
    } else {
      ScalarBlockKernels.dots(queries, offset, dimension, strip, scores);
    }
  }

  /// Finds the numbers greater than a threshold.
  ///
  /// @param from first place looked at
  /// @param to the place after the last
  /// @param positions receives their places in `scores`, ascending; at least `to - from` long
  /// @return how many there are; NaN is never greater
  public static int above(float[] scores, int from, int to, float threshold, int[] positions) {
    Objects.checkFromToIndex(from, to, scores.length);
    Objects.checkFromIndexSize(0, to - from, positions.length);
    return Kernels.HAS_LANES
        ? LaneBlockKernels.above(scores, from, to, threshold, positions)
        : ScalarBlockKernels.above(scores, from, to, threshold, positions);
  }
}
