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

  static float dot(ElementType type, float[] query, MemorySegment rows, long offset, int length) {
    return switch (type) {
      case FLOAT32 -> LaneFloatRows.dot(query, rows, offset, length);
      case FLOAT16 -> LaneHalfRows.dot(query, rows, offset, length);
      case BFLOAT16 -> LaneBfloatRows.dot(query, rows, offset, length);
      case INT8 -> LaneByteRows.dot(query, rows, offset, length);
    };
  }

  static float squaredDistance(
      ElementType type, float[] query, MemorySegment rows, long offset, int length) {
    return switch (type) {
      case FLOAT32 -> LaneFloatRows.squaredDistance(query, rows, offset, length);
      case FLOAT16 -> LaneHalfRows.squaredDistance(query, rows, offset, length);
      case BFLOAT16 -> LaneBfloatRows.squaredDistance(query, rows, offset, length);
      case INT8 -> LaneByteRows.squaredDistance(query, rows, offset, length);
    };
  }
}
