package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
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

  /// As many numbers as there are lanes, reading [#EXCESS] bytes more; for short loops.
  static FloatVector numbers(MemorySegment rows, long offset) {
    return (FloatVector)
        ByteVector.fromMemorySegment(BYTES, rows, offset, LITTLE_ENDIAN)
            .convertShape(B2F, FLOATS, 0);
  }

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
    scores[place] = LaneSums.sum(a);
    scores[place + 1] = LaneSums.sum(b);
    scores[place + 2] = LaneSums.sum(c);
    scores[place + 3] = LaneSums.sum(d);
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
              .fma(
                  ((FloatVector)
                      ByteVector.fromMemorySegment(BYTES, rows, offset + i, LITTLE_ENDIAN)
                          .convertShape(B2F, FLOATS, 0)),
                  a);
      b =
          FloatVector.fromArray(FLOATS, query, i + LANES)
              .fma(
                  ((FloatVector)
                      ByteVector.fromMemorySegment(BYTES, rows, offset + (i + LANES), LITTLE_ENDIAN)
                          .convertShape(B2F, FLOATS, 0)),
                  b);
      c =
          FloatVector.fromArray(FLOATS, query, i + 2 * LANES)
              .fma(
                  ((FloatVector)
                      ByteVector.fromMemorySegment(
                              BYTES, rows, offset + (i + 2 * LANES), LITTLE_ENDIAN)
                          .convertShape(B2F, FLOATS, 0)),
                  c);
      d =
          FloatVector.fromArray(FLOATS, query, i + 3 * LANES)
              .fma(
                  ((FloatVector)
                      ByteVector.fromMemorySegment(
                              BYTES, rows, offset + (i + 3 * LANES), LITTLE_ENDIAN)
                          .convertShape(B2F, FLOATS, 0)),
                  d);
    }
    for (; i != length; i += LANES) {
      a =
          FloatVector.fromArray(FLOATS, query, i)
              .fma(
                  ((FloatVector)
                      ByteVector.fromMemorySegment(BYTES, rows, offset + i, LITTLE_ENDIAN)
                          .convertShape(B2F, FLOATS, 0)),
                  a);
    }
    return LaneSums.sum(a.add(b).add(c.add(d)));
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
          FloatVector.fromArray(FLOATS, query, i)
              .sub(
                  ((FloatVector)
                      ByteVector.fromMemorySegment(BYTES, rows, offset + i, LITTLE_ENDIAN)
                          .convertShape(B2F, FLOATS, 0)));
      a = difference.fma(difference, a);
      difference =
          FloatVector.fromArray(FLOATS, query, i + LANES)
              .sub(
                  ((FloatVector)
                      ByteVector.fromMemorySegment(BYTES, rows, offset + (i + LANES), LITTLE_ENDIAN)
                          .convertShape(B2F, FLOATS, 0)));
      b = difference.fma(difference, b);
      difference =
          FloatVector.fromArray(FLOATS, query, i + 2 * LANES)
              .sub(
                  ((FloatVector)
                      ByteVector.fromMemorySegment(
                              BYTES, rows, offset + (i + 2 * LANES), LITTLE_ENDIAN)
                          .convertShape(B2F, FLOATS, 0)));
      c = difference.fma(difference, c);
      difference =
          FloatVector.fromArray(FLOATS, query, i + 3 * LANES)
              .sub(
                  ((FloatVector)
                      ByteVector.fromMemorySegment(
                              BYTES, rows, offset + (i + 3 * LANES), LITTLE_ENDIAN)
                          .convertShape(B2F, FLOATS, 0)));
      d = difference.fma(difference, d);
    }
    for (; i != length; i += LANES) {
      var difference =
          FloatVector.fromArray(FLOATS, query, i)
              .sub(
                  ((FloatVector)
                      ByteVector.fromMemorySegment(BYTES, rows, offset + i, LITTLE_ENDIAN)
                          .convertShape(B2F, FLOATS, 0)));
      a = difference.fma(difference, a);
    }
    return LaneSums.sum(a.add(b).add(c.add(d)));
  }
}
