package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Rows less a query on SIMD lanes.
final class LaneRowDifferences {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final int LANES = FLOATS.length();

  private LaneRowDifferences() {}

  /// @param length a multiple of the lanes, as [LaneRows#wholeLength] gives it
  static float difference(
      ElementType type,
      float[] query,
      MemorySegment rows,
      long offset,
      int length,
      float[] target,
      int start) {
    return switch (type) {
      case FLOAT32 -> ofFloats(query, rows, offset, length, target, start);
      case FLOAT16 -> ofHalves(query, rows, offset, length, target, start);
      case BFLOAT16 -> ofBfloats(query, rows, offset, length, target, start);
      case INT8 -> ofBytes(query, rows, offset, length, target, start);
    };
  }

  private static float ofFloats(
      float[] query, MemorySegment rows, long offset, int length, float[] target, int start) {
    var squares = FloatVector.zero(FLOATS);
    for (int i = 0; i != length; i += LANES) {
      var difference =
          FloatVector.fromMemorySegment(FLOATS, rows, offset + 4L * i, LITTLE_ENDIAN)
              .sub(FloatVector.fromArray(FLOATS, query, i));
      difference.intoArray(target, start + i);
      squares = difference.fma(difference, squares);
    }
    return LaneSums.sum(squares);
  }

  private static float ofHalves(
      float[] query, MemorySegment rows, long offset, int length, float[] target, int start) {
    var squares = FloatVector.zero(FLOATS);
    for (int i = 0; i != length; i += LANES) {
      var difference =
          LaneHalfRows.numbers(rows, offset + 2L * i).sub(FloatVector.fromArray(FLOATS, query, i));
      difference.intoArray(target, start + i);
      squares = difference.fma(difference, squares);
    }
    return LaneSums.sum(squares);
  }

  private static float ofBfloats(
      float[] query, MemorySegment rows, long offset, int length, float[] target, int start) {
    var squares = FloatVector.zero(FLOATS);
    for (int i = 0; i != length; i += LANES) {
      var difference =
          LaneBfloatRows.numbers(rows, offset + 2L * i)
              .sub(FloatVector.fromArray(FLOATS, query, i));
      difference.intoArray(target, start + i);
      squares = difference.fma(difference, squares);
    }
    return LaneSums.sum(squares);
  }

  private static float ofBytes(
      float[] query, MemorySegment rows, long offset, int length, float[] target, int start) {
    var squares = FloatVector.zero(FLOATS);
    for (int i = 0; i != length; i += LANES) {
      var difference =
          LaneByteRows.numbers(rows, offset + i).sub(FloatVector.fromArray(FLOATS, query, i));
      difference.intoArray(target, start + i);
      squares = difference.fma(difference, squares);
    }
    return LaneSums.sum(squares);
  }
}
