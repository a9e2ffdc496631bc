package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.S2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Kernels over rows of float16, four at once as in [LaneFloatRows].
///
/// The Vector API has no conversion. Sign, exponent and fraction moved to their places in a float
/// give the number times 2^-112, also where it is subnormal; the factor is made good in the query
/// (half of it, so that products stay within range) and in the sum.
final class LaneHalfRows {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final int LANES = FLOATS.length();

  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(LaneWidth.BITS / 2));

  private static final int FIELDS = 0x8FFFE000;

  private LaneHalfRows() {}

  /// As many numbers as there are lanes; for loops short enough that this is inlined.
  static FloatVector numbers(MemorySegment rows, long offset) {
    return ((IntVector)
            ShortVector.fromMemorySegment(SHORTS, rows, offset, LITTLE_ENDIAN)
                .convertShape(S2I, INTS, 0))
        .lanewise(LSHL, 13)
        .and(FIELDS)
        .reinterpretAsFloats()
        .mul(0x1p112f);
  }

  static void dots(
      float[] query, MemorySegment rows, long[] offsets, int length, float[] scores, int place) {
    long bytes = 2L * length;
    var first = rows.asSlice(offsets[0], bytes);
    var second = rows.asSlice(offsets[1], bytes);
    var third = rows.asSlice(offsets[2], bytes);
    var fourth = rows.asSlice(offsets[3], bytes);
    var a = FloatVector.zero(FLOATS);
    var b = FloatVector.zero(FLOATS);
    var c = FloatVector.zero(FLOATS);
    var d = FloatVector.zero(FLOATS);
    for (int i = 0; i != length; i += LANES) {
      long at = 2L * i;
      var q = FloatVector.fromArray(FLOATS, query, i).mul(0x1p56f);
      a =
          q.fma(
              ((IntVector)
                      ShortVector.fromMemorySegment(SHORTS, first, at, LITTLE_ENDIAN)
                          .convertShape(S2I, INTS, 0))
                  .lanewise(LSHL, 13)
                  .and(FIELDS)
                  .reinterpretAsFloats(),
              a);
      b =
          q.fma(
              ((IntVector)
                      ShortVector.fromMemorySegment(SHORTS, second, at, LITTLE_ENDIAN)
                          .convertShape(S2I, INTS, 0))
                  .lanewise(LSHL, 13)
                  .and(FIELDS)
                  .reinterpretAsFloats(),
              b);
      c =
          q.fma(
              ((IntVector)
                      ShortVector.fromMemorySegment(SHORTS, third, at, LITTLE_ENDIAN)
                          .convertShape(S2I, INTS, 0))
                  .lanewise(LSHL, 13)
                  .and(FIELDS)
                  .reinterpretAsFloats(),
              c);
      d =
          q.fma(
              ((IntVector)
                      ShortVector.fromMemorySegment(SHORTS, fourth, at, LITTLE_ENDIAN)
                          .convertShape(S2I, INTS, 0))
                  .lanewise(LSHL, 13)
                  .and(FIELDS)
                  .reinterpretAsFloats(),
              d);
    }
    scores[place] = LaneSums.sum(a) * 0x1p56f;
    scores[place + 1] = LaneSums.sum(b) * 0x1p56f;
    scores[place + 2] = LaneSums.sum(c) * 0x1p56f;
    scores[place + 3] = LaneSums.sum(d) * 0x1p56f;
  }

  static void squaredDistances(
      float[] query, MemorySegment rows, long[] offsets, int length, float[] scores, int place) {
    long bytes = 2L * length;
    var first = rows.asSlice(offsets[0], bytes);
    var second = rows.asSlice(offsets[1], bytes);
    var third = rows.asSlice(offsets[2], bytes);
    var fourth = rows.asSlice(offsets[3], bytes);
    var a = FloatVector.zero(FLOATS);
    var b = FloatVector.zero(FLOATS);
    var c = FloatVector.zero(FLOATS);
    var d = FloatVector.zero(FLOATS);
    for (int i = 0; i != length; i += LANES) {
      long at = 2L * i;
      var q = FloatVector.fromArray(FLOATS, query, i).neg();
      var difference =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS, first, at, LITTLE_ENDIAN)
                      .convertShape(S2I, INTS, 0))
              .lanewise(LSHL, 13)
              .and(FIELDS)
              .reinterpretAsFloats()
              .fma(FloatVector.broadcast(FLOATS, 0x1p112f), q);
      a = difference.fma(difference, a);
      difference =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS, second, at, LITTLE_ENDIAN)
                      .convertShape(S2I, INTS, 0))
              .lanewise(LSHL, 13)
              .and(FIELDS)
              .reinterpretAsFloats()
              .fma(FloatVector.broadcast(FLOATS, 0x1p112f), q);
      b = difference.fma(difference, b);
      difference =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS, third, at, LITTLE_ENDIAN)
                      .convertShape(S2I, INTS, 0))
              .lanewise(LSHL, 13)
              .and(FIELDS)
              .reinterpretAsFloats()
              .fma(FloatVector.broadcast(FLOATS, 0x1p112f), q);
      c = difference.fma(difference, c);
      difference =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS, fourth, at, LITTLE_ENDIAN)
                      .convertShape(S2I, INTS, 0))
              .lanewise(LSHL, 13)
              .and(FIELDS)
              .reinterpretAsFloats()
              .fma(FloatVector.broadcast(FLOATS, 0x1p112f), q);
      d = difference.fma(difference, d);
    }
    scores[place] = LaneSums.sum(a);
    scores[place + 1] = LaneSums.sum(b);
    scores[place + 2] = LaneSums.sum(c);
    scores[place + 3] = LaneSums.sum(d);
  }

  static float dot(float[] query, MemorySegment rows, long offset, int length) {
    var a = FloatVector.zero(FLOATS);
    var b = FloatVector.zero(FLOATS);
    var c = FloatVector.zero(FLOATS);
    var d = FloatVector.zero(FLOATS);
    int whole = length / (4 * LANES) * (4 * LANES);
    int i = 0;
    for (; i != whole; i += 4 * LANES) {
      a =
          FloatVector.fromArray(FLOATS, query, i)
              .mul(0x1p56f)
              .fma(
                  ((IntVector)
                          ShortVector.fromMemorySegment(
                                  SHORTS, rows, offset + 2L * i, LITTLE_ENDIAN)
                              .convertShape(S2I, INTS, 0))
                      .lanewise(LSHL, 13)
                      .and(FIELDS)
                      .reinterpretAsFloats(),
                  a);
      b =
          FloatVector.fromArray(FLOATS, query, i + LANES)
              .mul(0x1p56f)
              .fma(
                  ((IntVector)
                          ShortVector.fromMemorySegment(
                                  SHORTS, rows, offset + 2L * (i + LANES), LITTLE_ENDIAN)
                              .convertShape(S2I, INTS, 0))
                      .lanewise(LSHL, 13)
                      .and(FIELDS)
                      .reinterpretAsFloats(),
                  b);
      c =
          FloatVector.fromArray(FLOATS, query, i + 2 * LANES)
              .mul(0x1p56f)
              .fma(
                  ((IntVector)
                          ShortVector.fromMemorySegment(
                                  SHORTS, rows, offset + 2L * (i + 2 * LANES), LITTLE_ENDIAN)
                              .convertShape(S2I, INTS, 0))
                      .lanewise(LSHL, 13)
                      .and(FIELDS)
                      .reinterpretAsFloats(),
                  c);
      d =
          FloatVector.fromArray(FLOATS, query, i + 3 * LANES)
              .mul(0x1p56f)
              .fma(
                  ((IntVector)
                          ShortVector.fromMemorySegment(
                                  SHORTS, rows, offset + 2L * (i + 3 * LANES), LITTLE_ENDIAN)
                              .convertShape(S2I, INTS, 0))
                      .lanewise(LSHL, 13)
                      .and(FIELDS)
                      .reinterpretAsFloats(),
                  d);
    }
    for (; i != length; i += LANES) {
      a =
          FloatVector.fromArray(FLOATS, query, i)
              .mul(0x1p56f)
              .fma(
                  ((IntVector)
                          ShortVector.fromMemorySegment(
                                  SHORTS, rows, offset + 2L * i, LITTLE_ENDIAN)
                              .convertShape(S2I, INTS, 0))
                      .lanewise(LSHL, 13)
                      .and(FIELDS)
                      .reinterpretAsFloats(),
                  a);
    }
    return LaneSums.sum(a.add(b).add(c.add(d))) * 0x1p56f;
  }

  static float squaredDistance(float[] query, MemorySegment rows, long offset, int length) {
    var a = FloatVector.zero(FLOATS);
    var b = FloatVector.zero(FLOATS);
    var c = FloatVector.zero(FLOATS);
    var d = FloatVector.zero(FLOATS);
    int whole = length / (4 * LANES) * (4 * LANES);
    int i = 0;
    for (; i != whole; i += 4 * LANES) {
      var difference =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS, rows, offset + 2L * i, LITTLE_ENDIAN)
                      .convertShape(S2I, INTS, 0))
              .lanewise(LSHL, 13)
              .and(FIELDS)
              .reinterpretAsFloats()
              .fma(
                  FloatVector.broadcast(FLOATS, 0x1p112f),
                  FloatVector.fromArray(FLOATS, query, i).neg());
      a = difference.fma(difference, a);
      difference =
          ((IntVector)
                  ShortVector.fromMemorySegment(
                          SHORTS, rows, offset + 2L * (i + LANES), LITTLE_ENDIAN)
                      .convertShape(S2I, INTS, 0))
              .lanewise(LSHL, 13)
              .and(FIELDS)
              .reinterpretAsFloats()
              .fma(
                  FloatVector.broadcast(FLOATS, 0x1p112f),
                  FloatVector.fromArray(FLOATS, query, i + LANES).neg());
      b = difference.fma(difference, b);
      difference =
          ((IntVector)
                  ShortVector.fromMemorySegment(
                          SHORTS, rows, offset + 2L * (i + 2 * LANES), LITTLE_ENDIAN)
                      .convertShape(S2I, INTS, 0))
              .lanewise(LSHL, 13)
              .and(FIELDS)
              .reinterpretAsFloats()
              .fma(
                  FloatVector.broadcast(FLOATS, 0x1p112f),
                  FloatVector.fromArray(FLOATS, query, i + 2 * LANES).neg());
      c = difference.fma(difference, c);
      difference =
          ((IntVector)
                  ShortVector.fromMemorySegment(
                          SHORTS, rows, offset + 2L * (i + 3 * LANES), LITTLE_ENDIAN)
                      .convertShape(S2I, INTS, 0))
              .lanewise(LSHL, 13)
              .and(FIELDS)
              .reinterpretAsFloats()
              .fma(
                  FloatVector.broadcast(FLOATS, 0x1p112f),
                  FloatVector.fromArray(FLOATS, query, i + 3 * LANES).neg());
      d = difference.fma(difference, d);
    }
    for (; i != length; i += LANES) {
      var difference =
          ((IntVector)
                  ShortVector.fromMemorySegment(SHORTS, rows, offset + 2L * i, LITTLE_ENDIAN)
                      .convertShape(S2I, INTS, 0))
              .lanewise(LSHL, 13)
              .and(FIELDS)
              .reinterpretAsFloats()
              .fma(
                  FloatVector.broadcast(FLOATS, 0x1p112f),
                  FloatVector.fromArray(FLOATS, query, i).neg());
      a = difference.fma(difference, a);
    }
    return LaneSums.sum(a.add(b).add(c.add(d)));
  }
}
