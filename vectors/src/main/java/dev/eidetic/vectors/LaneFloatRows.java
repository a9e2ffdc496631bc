package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Kernels over rows of float32.
///
/// Four rows at once: their loads overlap, which is what counts when they come from memory, and the
/// query is loaded once. The rows are sliced first, because then all four have the same bounds and
/// C2 keeps one check of four. Each method takes the offsets of four rows and a length that is a
/// multiple of [LaneWidth]'s lanes, and writes four scores; the kernels for single rows keep four
/// sums as well, to hide the latency of additions.
final class LaneFloatRows {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final int LANES = FLOATS.length();

  private LaneFloatRows() {}

  static void dots(
      float[] query, MemorySegment rows, long[] offsets, int length, float[] scores, int place) {
    long bytes = 4L * length;
    var first = rows.asSlice(offsets[0], bytes);
    var second = rows.asSlice(offsets[1], bytes);
    var third = rows.asSlice(offsets[2], bytes);
    var fourth = rows.asSlice(offsets[3], bytes);
    var a = FloatVector.zero(FLOATS);
    var b = FloatVector.zero(FLOATS);
    var c = FloatVector.zero(FLOATS);
    var d = FloatVector.zero(FLOATS);
    for (int i = 0; i != length; i += LANES) {
      long at = 4L * i;
      var q = FloatVector.fromArray(FLOATS, query, i);
      a = q.fma(FloatVector.fromMemorySegment(FLOATS, first, at, LITTLE_ENDIAN), a);
      b = q.fma(FloatVector.fromMemorySegment(FLOATS, second, at, LITTLE_ENDIAN), b);
      c = q.fma(FloatVector.fromMemorySegment(FLOATS, third, at, LITTLE_ENDIAN), c);
      d = q.fma(FloatVector.fromMemorySegment(FLOATS, fourth, at, LITTLE_ENDIAN), d);
    }
    scores[place] = LaneSums.sum(a);
    scores[place + 1] = LaneSums.sum(b);
    scores[place + 2] = LaneSums.sum(c);
    scores[place + 3] = LaneSums.sum(d);
  }

  static void squaredDistances(
      float[] query, MemorySegment rows, long[] offsets, int length, float[] scores, int place) {
    long bytes = 4L * length;
    var first = rows.asSlice(offsets[0], bytes);
    var second = rows.asSlice(offsets[1], bytes);
    var third = rows.asSlice(offsets[2], bytes);
    var fourth = rows.asSlice(offsets[3], bytes);
    var a = FloatVector.zero(FLOATS);
    var b = FloatVector.zero(FLOATS);
    var c = FloatVector.zero(FLOATS);
    var d = FloatVector.zero(FLOATS);
    for (int i = 0; i != length; i += LANES) {
      long at = 4L * i;
      var q = FloatVector.fromArray(FLOATS, query, i);
      var difference = q.sub(FloatVector.fromMemorySegment(FLOATS, first, at, LITTLE_ENDIAN));
      a = difference.fma(difference, a);
      difference = q.sub(FloatVector.fromMemorySegment(FLOATS, second, at, LITTLE_ENDIAN));
      b = difference.fma(difference, b);
      difference = q.sub(FloatVector.fromMemorySegment(FLOATS, third, at, LITTLE_ENDIAN));
      c = difference.fma(difference, c);
      difference = q.sub(FloatVector.fromMemorySegment(FLOATS, fourth, at, LITTLE_ENDIAN));
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
              .fma(FloatVector.fromMemorySegment(FLOATS, rows, offset + 4L * i, LITTLE_ENDIAN), a);
      b =
          FloatVector.fromArray(FLOATS, query, i + LANES)
              .fma(
                  FloatVector.fromMemorySegment(
                      FLOATS, rows, offset + 4L * (i + LANES), LITTLE_ENDIAN),
                  b);
      c =
          FloatVector.fromArray(FLOATS, query, i + 2 * LANES)
              .fma(
                  FloatVector.fromMemorySegment(
                      FLOATS, rows, offset + 4L * (i + 2 * LANES), LITTLE_ENDIAN),
                  c);
      d =
          FloatVector.fromArray(FLOATS, query, i + 3 * LANES)
              .fma(
                  FloatVector.fromMemorySegment(
                      FLOATS, rows, offset + 4L * (i + 3 * LANES), LITTLE_ENDIAN),
                  d);
    }
    for (; i != length; i += LANES) {
      a =
          FloatVector.fromArray(FLOATS, query, i)
              .fma(FloatVector.fromMemorySegment(FLOATS, rows, offset + 4L * i, LITTLE_ENDIAN), a);
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
              .sub(FloatVector.fromMemorySegment(FLOATS, rows, offset + 4L * i, LITTLE_ENDIAN));
      a = difference.fma(difference, a);
      difference =
          FloatVector.fromArray(FLOATS, query, i + LANES)
              .sub(
                  FloatVector.fromMemorySegment(
                      FLOATS, rows, offset + 4L * (i + LANES), LITTLE_ENDIAN));
      b = difference.fma(difference, b);
      difference =
          FloatVector.fromArray(FLOATS, query, i + 2 * LANES)
              .sub(
                  FloatVector.fromMemorySegment(
                      FLOATS, rows, offset + 4L * (i + 2 * LANES), LITTLE_ENDIAN));
      c = difference.fma(difference, c);
      difference =
          FloatVector.fromArray(FLOATS, query, i + 3 * LANES)
              .sub(
                  FloatVector.fromMemorySegment(
                      FLOATS, rows, offset + 4L * (i + 3 * LANES), LITTLE_ENDIAN));
      d = difference.fma(difference, d);
    }
    for (; i != length; i += LANES) {
      var difference =
          FloatVector.fromArray(FLOATS, query, i)
              .sub(FloatVector.fromMemorySegment(FLOATS, rows, offset + 4L * i, LITTLE_ENDIAN));
      a = difference.fma(difference, a);
    }
    return LaneSums.sum(a.add(b).add(c.add(d)));
  }
}
