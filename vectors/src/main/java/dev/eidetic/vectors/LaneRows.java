package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;

/// Chooses among the row kernels on SIMD lanes.
final class LaneRows {

  private LaneRows() {}

  /// How many of a row's numbers the kernels below can take.
  static int wholeLength(ElementType type, int dimension) {
    int lanes = LaneWidth.FLOATS.length();
    int readable = type == ElementType.INT8 ? dimension - LaneByteRows.EXCESS : dimension;
    return Math.max(0, readable) / lanes * lanes;
  }

  static void dots(
      ElementType type,
      float[] query,
      MemorySegment rows,
      long[] offsets,
      int length,
      float[] scores,
      int place) {
    switch (type) {
      case FLOAT32 -> LaneFloatRows.dots(query, rows, offsets, length, scores, place);
      case FLOAT16 -> LaneHalfRows.dots(query, rows, offsets, length, scores, place);
      case BFLOAT16 -> LaneBfloatRows.dots(query, rows, offsets, length, scores, place);
      case INT8 -> LaneByteRows.dots(query, rows, offsets, length, scores, place);
    }
  }

  static void squaredDistances(
      ElementType type,
      float[] query,
      MemorySegment rows,
      long[] offsets,
      int length,
      float[] scores,
      int place) {
    switch (type) {
      case FLOAT32 -> LaneFloatRows.squaredDistances(query, rows, offsets, length, scores, place);
      case FLOAT16 -> LaneHalfRows.squaredDistances(query, rows, offsets, length, scores, place);
      case BFLOAT16 -> LaneBfloatRows.squaredDistances(query, rows, offsets, length, scores, place);
      case INT8 -> LaneByteRows.squaredDistances(query, rows, offsets, length, scores, place);
    }
  }
}
