package dev.eidetic.vectors;

import java.util.Objects;

/// Kernels that find the best of many candidates for many points at once; points lie across the
/// lanes.
public final class NearestKernels {

  private NearestKernels() {}

  /// Keeps, for each point of a strip, the better of what it has and the candidates of one tile.
  ///
  /// @param tile from [BlockKernels#dots], with candidates as queries and points as rows
  /// @param penalties subtracted from the products of candidate `first` and the five after it
  /// @param first the number of the tile's first candidate; the last must be below 2^24
  /// @param scores the best so far, a strip of points from `offset` on; updated where a candidate
  ///   is greater, so that of equal ones the first stays
  /// @param nearest the numbers of the candidates that gave `scores`, as floats
  public static void keepBest(
      float[] tile, float[] penalties, int first, float[] scores, float[] nearest, int offset) {
    int width = BlockKernels.rowsPerStrip();
    Objects.checkFromIndexSize(0, BlockKernels.QUERIES * width, tile.length);
    Objects.checkFromIndexSize(first, BlockKernels.QUERIES, penalties.length);
    Objects.checkFromIndexSize(offset, width, scores.length);
    Objects.checkFromIndexSize(offset, width, nearest.length);
    if (Kernels.HAS_LANES) {
      LaneNearestKernels.keepBest(tile, width, penalties, first, scores, nearest, offset);
    } else {
      ScalarNearestKernels.keepBest(tile, width, penalties, first, scores, nearest, offset);
    }
  }
}
