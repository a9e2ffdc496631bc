package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The kernels of [RowFormat] on SIMD lanes. Numbers are widened to floats in registers: 16-bit
/// floats by moving their bits into place and multiplying by 2^112, which corrects the exponent of
/// normal and subnormal numbers alike, since no instruction for it is within reach of the Vector
/// API. The two sums of each loop hide the latency of the multiply-add.
final class LaneRowFormat {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final VectorSpecies<Integer> INTS = LaneWidth.FLOATS.withLanes(int.class);

  private static final int LANES = FLOATS.length();

  /// As many shorts as there are floats in a vector.
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, 16 * LANES)));

  /// As many bytes as there are floats in a vector; on 128-bit lanes twice as many, of which the
  /// second half is left alone.
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, 8 * LANES)));

  private static final float TWO_TO_112 = 0x1p112f;

  private LaneRowFormat() {}

  private static FloatVector floats(MemorySegment rows, long at) {
    return FloatVector.fromMemorySegment(FLOATS, rows, at, LITTLE_ENDIAN);
  }

  private static FloatVector halves(MemorySegment rows, long at) {
    var bits = (IntVector) shorts(rows, at).convertShape(VectorOperators.S2I, INTS, 0);
    return bits.lanewise(VectorOperators.LSHL, 13)
        .and(0x0FFFE000)
        .or(bits.and(0x80000000))
        .reinterpretAsFloats()
        .mul(TWO_TO_112);
  }

  static FloatVector upperHalves(MemorySegment rows, long at) {
    var bits = (IntVector) shorts(rows, at).convertShape(VectorOperators.S2I, INTS, 0);
    return bits.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
  }

  private static ShortVector shorts(MemorySegment rows, long at) {
    return ShortVector.fromMemorySegment(SHORTS, rows, at, LITTLE_ENDIAN);
  }

  private static FloatVector bytes(MemorySegment rows, long at) {
    var bytes = ByteVector.fromMemorySegment(BYTES, rows, at, LITTLE_ENDIAN);
    return (FloatVector) bytes.convertShape(VectorOperators.B2F, FLOATS, 0);
  }

  static float floatDistance(MemorySegment rows, long at, float[] query) {
    var first = FloatVector.zero(FLOATS);
    var second = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      var firstDifference = floats(rows, at + 4L * i).sub(FloatVector.fromArray(FLOATS, query, i));
      first = firstDifference.fma(firstDifference, first);
      var secondDifference =
          floats(rows, at + 4L * (i + LANES)).sub(FloatVector.fromArray(FLOATS, query, i + LANES));
      second = secondDifference.fma(secondDifference, second);
    }
    for (int end = query.length - LANES; i <= end; i += LANES) {
      var firstDifference = floats(rows, at + 4L * i).sub(FloatVector.fromArray(FLOATS, query, i));
      first = firstDifference.fma(firstDifference, first);
    }
    float sum = first.add(second).reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      float difference = query[i] - ScalarRowFormat.number(RowFormat.FLOATS, rows, at, i);
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  static float floatDot(MemorySegment rows, long at, float[] query) {
    var first = FloatVector.zero(FLOATS);
    var second = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      first = floats(rows, at + 4L * i).fma(FloatVector.fromArray(FLOATS, query, i), first);
      second =
          floats(rows, at + 4L * (i + LANES))
              .fma(FloatVector.fromArray(FLOATS, query, i + LANES), second);
    }
    for (int end = query.length - LANES; i <= end; i += LANES) {
      first = floats(rows, at + 4L * i).fma(FloatVector.fromArray(FLOATS, query, i), first);
    }
    float sum = first.add(second).reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      sum = Math.fma(query[i], ScalarRowFormat.number(RowFormat.FLOATS, rows, at, i), sum);
    }
    return sum;
  }

  static float halfDistance(MemorySegment rows, long at, float[] query) {
    var first = FloatVector.zero(FLOATS);
    var second = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      var firstDifference = halves(rows, at + 2L * i).sub(FloatVector.fromArray(FLOATS, query, i));
      first = firstDifference.fma(firstDifference, first);
      var secondDifference =
          halves(rows, at + 2L * (i + LANES)).sub(FloatVector.fromArray(FLOATS, query, i + LANES));
      second = secondDifference.fma(secondDifference, second);
    }
    for (int end = query.length - LANES; i <= end; i += LANES) {
      var firstDifference = halves(rows, at + 2L * i).sub(FloatVector.fromArray(FLOATS, query, i));
      first = firstDifference.fma(firstDifference, first);
    }
    float sum = first.add(second).reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      float difference = query[i] - ScalarRowFormat.number(RowFormat.HALVES, rows, at, i);
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  static float halfDot(MemorySegment rows, long at, float[] query) {
    var first = FloatVector.zero(FLOATS);
    var second = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      first = halves(rows, at + 2L * i).fma(FloatVector.fromArray(FLOATS, query, i), first);
      second =
          halves(rows, at + 2L * (i + LANES))
              .fma(FloatVector.fromArray(FLOATS, query, i + LANES), second);
    }
    for (int end = query.length - LANES; i <= end; i += LANES) {
      first = halves(rows, at + 2L * i).fma(FloatVector.fromArray(FLOATS, query, i), first);
    }
    float sum = first.add(second).reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      sum = Math.fma(query[i], ScalarRowFormat.number(RowFormat.HALVES, rows, at, i), sum);
    }
    return sum;
  }

  static float upperHalfDistance(MemorySegment rows, long at, float[] query) {
    var first = FloatVector.zero(FLOATS);
    var second = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      var firstDifference =
          upperHalves(rows, at + 2L * i).sub(FloatVector.fromArray(FLOATS, query, i));
      first = firstDifference.fma(firstDifference, first);
      var secondDifference =
          upperHalves(rows, at + 2L * (i + LANES))
              .sub(FloatVector.fromArray(FLOATS, query, i + LANES));
      second = secondDifference.fma(secondDifference, second);
    }
    for (int end = query.length - LANES; i <= end; i += LANES) {
      var firstDifference =
          upperHalves(rows, at + 2L * i).sub(FloatVector.fromArray(FLOATS, query, i));
      first = firstDifference.fma(firstDifference, first);
    }
    float sum = first.add(second).reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      float difference = query[i] - ScalarRowFormat.number(RowFormat.UPPER_HALVES, rows, at, i);
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  static float upperHalfDot(MemorySegment rows, long at, float[] query) {
    var first = FloatVector.zero(FLOATS);
    var second = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - 2 * LANES; i <= end; i += 2 * LANES) {
      first = upperHalves(rows, at + 2L * i).fma(FloatVector.fromArray(FLOATS, query, i), first);
      second =
          upperHalves(rows, at + 2L * (i + LANES))
              .fma(FloatVector.fromArray(FLOATS, query, i + LANES), second);
    }
    for (int end = query.length - LANES; i <= end; i += LANES) {
      first = upperHalves(rows, at + 2L * i).fma(FloatVector.fromArray(FLOATS, query, i), first);
    }
    float sum = first.add(second).reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      sum = Math.fma(query[i], ScalarRowFormat.number(RowFormat.UPPER_HALVES, rows, at, i), sum);
    }
    return sum;
  }

  static float byteDistance(MemorySegment rows, long at, float[] query) {
    var first = FloatVector.zero(FLOATS);
    var second = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - Math.max(2 * LANES, LANES + 8); i <= end; i += 2 * LANES) {
      var firstDifference = bytes(rows, at + i).sub(FloatVector.fromArray(FLOATS, query, i));
      first = firstDifference.fma(firstDifference, first);
      var secondDifference =
          bytes(rows, at + i + LANES).sub(FloatVector.fromArray(FLOATS, query, i + LANES));
      second = secondDifference.fma(secondDifference, second);
    }
    for (int end = query.length - Math.max(LANES, 8); i <= end; i += LANES) {
      var firstDifference = bytes(rows, at + i).sub(FloatVector.fromArray(FLOATS, query, i));
      first = firstDifference.fma(firstDifference, first);
    }
    float sum = first.add(second).reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      float difference = query[i] - ScalarRowFormat.number(RowFormat.BYTES, rows, at, i);
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  static float byteDot(MemorySegment rows, long at, float[] query) {
    var first = FloatVector.zero(FLOATS);
    var second = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - Math.max(2 * LANES, LANES + 8); i <= end; i += 2 * LANES) {
      first = bytes(rows, at + i).fma(FloatVector.fromArray(FLOATS, query, i), first);
      second =
          bytes(rows, at + i + LANES).fma(FloatVector.fromArray(FLOATS, query, i + LANES), second);
    }
    for (int end = query.length - Math.max(LANES, 8); i <= end; i += LANES) {
      first = bytes(rows, at + i).fma(FloatVector.fromArray(FLOATS, query, i), first);
    }
    float sum = first.add(second).reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      sum = Math.fma(query[i], ScalarRowFormat.number(RowFormat.BYTES, rows, at, i), sum);
    }
    return sum;
  }

  static float floatDifference(
      MemorySegment rows, long at, float[] query, float[] differences, int offset) {
    var squares = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - LANES; i <= end; i += LANES) {
      var difference = floats(rows, at + 4L * i).sub(FloatVector.fromArray(FLOATS, query, i));
      difference.intoArray(differences, offset + i);
      squares = difference.fma(difference, squares);
    }
    float sum = squares.reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      float difference = ScalarRowFormat.number(RowFormat.FLOATS, rows, at, i) - query[i];
      differences[offset + i] = difference;
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  static float halfDifference(
      MemorySegment rows, long at, float[] query, float[] differences, int offset) {
    var squares = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - LANES; i <= end; i += LANES) {
      var difference = halves(rows, at + 2L * i).sub(FloatVector.fromArray(FLOATS, query, i));
      difference.intoArray(differences, offset + i);
      squares = difference.fma(difference, squares);
    }
    float sum = squares.reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      float difference = ScalarRowFormat.number(RowFormat.HALVES, rows, at, i) - query[i];
      differences[offset + i] = difference;
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  static float upperHalfDifference(
      MemorySegment rows, long at, float[] query, float[] differences, int offset) {
    var squares = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - LANES; i <= end; i += LANES) {
      var difference = upperHalves(rows, at + 2L * i).sub(FloatVector.fromArray(FLOATS, query, i));
      difference.intoArray(differences, offset + i);
      squares = difference.fma(difference, squares);
    }
    float sum = squares.reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      float difference = ScalarRowFormat.number(RowFormat.UPPER_HALVES, rows, at, i) - query[i];
      differences[offset + i] = difference;
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  static float byteDifference(
      MemorySegment rows, long at, float[] query, float[] differences, int offset) {
    var squares = FloatVector.zero(FLOATS);
    int i = 0;
    for (int end = query.length - Math.max(LANES, 8); i <= end; i += LANES) {
      var difference = bytes(rows, at + i).sub(FloatVector.fromArray(FLOATS, query, i));
      difference.intoArray(differences, offset + i);
      squares = difference.fma(difference, squares);
    }
    float sum = squares.reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      float difference = ScalarRowFormat.number(RowFormat.BYTES, rows, at, i) - query[i];
      differences[offset + i] = difference;
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }
}
