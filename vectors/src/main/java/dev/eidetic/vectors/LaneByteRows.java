package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.B2F;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Kernels over rows of int8, four at once as in [LaneFloatRows]. 128-bit lanes take four bytes of
/// a step of eight, as no vector is narrower; the last four bytes are therefore left to the caller.
final class LaneByteRows {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final int LANES = FLOATS.length();

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LaneWidth.BITS / 4)));

  /// Bytes read beyond a row's length.
  static final int EXCESS = BYTES.length() - LANES;

  private LaneByteRows() {}

  static void dots(
      float[] query, MemorySegment rows, long[] offsets, int length, float[] scores, int place) {
    long bytes = (long) length + EXCESS;
    var first = rows.asSlice(offsets[0], bytes);
    var second = rows.asSlice(offsets[1], bytes);
    var third = rows.asSlice(offsets[2], bytes);
    var fourth = rows.asSlice(offsets[3], bytes);
    var a = FloatVector.zero(FLOATS);
    var b = FloatVector.zero(FLOATS);
    var c = FloatVector.zero(FLOATS);
    var d = FloatVector.zero(FLOATS);
    for (int i = 0; i != length; i += LANES) {
      long at = i;
      var q = FloatVector.fromArray(FLOATS, query, i);
      a =
          q.fma(
              ((FloatVector)
                  ByteVector.fromMemorySegment(BYTES, first, at, LITTLE_ENDIAN)
                      .convertShape(B2F, FLOATS, 0)),
              a);
      b =
          q.fma(
              ((FloatVector)
                  ByteVector.fromMemorySegment(BYTES, second, at, LITTLE_ENDIAN)
                      .convertShape(B2F, FLOATS, 0)),
              b);
      c =
          q.fma(
              ((FloatVector)
                  ByteVector.fromMemorySegment(BYTES, third, at, LITTLE_ENDIAN)
                      .convertShape(B2F, FLOATS, 0)),
              c);
      d =
          q.fma(
              ((FloatVector)
                  ByteVector.fromMemorySegment(BYTES, fourth, at, LITTLE_ENDIAN)
                      .convertShape(B2F, FLOATS, 0)),
              d);
    }
    scores[place] = a.reduceLanes(ADD);
    scores[place + 1] = b.reduceLanes(ADD);
    scores[place + 2] = c.reduceLanes(ADD);
    scores[place + 3] = d.reduceLanes(ADD);
  }

  static void squaredDistances(
      float[] query, MemorySegment rows, long[] offsets, int length, float[] scores, int place) {
    long bytes = (long) length + EXCESS;
    var first = rows.asSlice(offsets[0], bytes);
    var second = rows.asSlice(offsets[1], bytes);
    var third = rows.asSlice(offsets[2], bytes);
    var fourth = rows.asSlice(offsets[3], bytes);
    var a = FloatVector.zero(FLOATS);
    var b = FloatVector.zero(FLOATS);
    var c = FloatVector.zero(FLOATS);
    var d = FloatVector.zero(FLOATS);
    for (int i = 0; i != length; i += LANES) {
      long at = i;
      var q = FloatVector.fromArray(FLOATS, query, i);
      var difference =
          q.sub(
              ((FloatVector)
                  ByteVector.fromMemorySegment(BYTES, first, at, LITTLE_ENDIAN)
                      .convertShape(B2F, FLOATS, 0)));
      a = difference.fma(difference, a);
      difference =
          q.sub(
              ((FloatVector)
                  ByteVector.fromMemorySegment(BYTES, second, at, LITTLE_ENDIAN)
                      .convertShape(B2F, FLOATS, 0)));
      b = difference.fma(difference, b);
      difference =
          q.sub(
              ((FloatVector)
                  ByteVector.fromMemorySegment(BYTES, third, at, LITTLE_ENDIAN)
                      .convertShape(B2F, FLOATS, 0)));
      c = difference.fma(difference, c);
      difference =
          q.sub(
              ((FloatVector)
                  ByteVector.fromMemorySegment(BYTES, fourth, at, LITTLE_ENDIAN)
                      .convertShape(B2F, FLOATS, 0)));
      d = difference.fma(difference, d);
    }
    scores[place] = a.reduceLanes(ADD);
    scores[place + 1] = b.reduceLanes(ADD);
    scores[place + 2] = c.reduceLanes(ADD);
    scores[place + 3] = d.reduceLanes(ADD);
  }
}
