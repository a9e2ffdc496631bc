package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.ADD;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Kernels over rows of float32.
///
/// Four rows at once: their loads overlap, which is what counts when they come from memory, and the
/// query is loaded once. The rows are sliced first, because then all four have the same bounds and
/// C2 keeps one check of four. Each method takes the offsets of four rows and a length that is a
/// multiple of [LaneWidth]'s lanes, and writes four scores.
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
    scores[place] = a.reduceLanes(ADD);
    scores[place + 1] = b.reduceLanes(ADD);
    scores[place + 2] = c.reduceLanes(ADD);
    scores[place + 3] = d.reduceLanes(ADD);
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
    scores[place] = a.reduceLanes(ADD);
    scores[place + 1] = b.reduceLanes(ADD);
    scores[place + 2] = c.reduceLanes(ADD);
    scores[place + 3] = d.reduceLanes(ADD);
  }
}
