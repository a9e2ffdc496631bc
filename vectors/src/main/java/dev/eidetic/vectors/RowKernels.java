package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Scores of one query against rows of floats that lie anywhere in native memory, several rows at a
/// time: what a walk over a graph computes.
///
/// Rows are little-endian 32-bit floats, row `i` at byte `i * 4 * query.length`. Each score is one
/// chain of multiply-adds per lane, so it does not depend on which rows are scored beside it.
public final class RowKernels {

  private RowKernels() {}

  /// Inner products.
  ///
  /// @param ordinals the first `count` rows are scored
  /// @param scores receives as many
  public static void dots(
      float[] query, MemorySegment rows, int[] ordinals, int count, float[] scores) {
    check(query, rows, ordinals, count, scores);
    if (Kernels.HAS_LANES) {
      LaneRowKernels.dots(query, rows, ordinals, count, scores);
    } else {
      ScalarRowKernels.dots(query, rows, ordinals, count, scores);
    }
  }

  /// Minus the squared Euclidean distances.
  ///
  /// @param ordinals the first `count` rows are scored
  /// @param scores receives as many
  public static void nearness(
      float[] query, MemorySegment rows, int[] ordinals, int count, float[] scores) {
    check(query, rows, ordinals, count, scores);
    if (Kernels.HAS_LANES) {
      LaneRowKernels.nearness(query, rows, ordinals, count, scores);
    } else {
      ScalarRowKernels.nearness(query, rows, ordinals, count, scores);
    }
  }

  private static void check(
      float[] query, MemorySegment rows, int[] ordinals, int count, float[] scores) {
    require(query.length > 0, "query has no numbers; it must have at least 1");
    Objects.checkFromIndexSize(0, count, ordinals.length);
    Objects.checkFromIndexSize(0, count, scores.length);
    Objects.requireNonNull(rows);
  }
}
