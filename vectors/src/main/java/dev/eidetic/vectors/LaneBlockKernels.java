package dev.eidetic.vectors;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The tile kernels on SIMD lanes: six queries against a strip of rows, all sums held in registers
/// while the numbers stream by once.
///
/// With 32 registers (512-bit lanes, and Arm) a strip is four vectors wide and 24 sums are kept, so
/// that ten loads feed 24 multiply-adds; with 16 registers (256-bit lanes) it is two vectors wide.
/// Written out at length on purpose: sums kept in an array, or handed to a method that is not
/// inlined, become objects on the heap and cost four fifths of the speed. The six queries are read
/// at `offset + i`, not at a multiple of `i`, because only then is the bounds check moved out of
/// the loop.
final class LaneBlockKernels {

  private static final VectorSpecies<Float> SPECIES = LaneWidth.FLOATS;

  private static final int LANES = SPECIES.length();

  private static final boolean IS_WIDE = LANES != 8;

  private LaneBlockKernels() {}

  static int rowsPerStrip() {
    return IS_WIDE ? 4 * LANES : 2 * LANES;
  }

  static void dots(float[] queries, int offset, int dimension, float[] strip, float[] scores) {
    if (IS_WIDE) {
      wideDots(queries, offset, dimension, strip, scores);
    } else {
      narrowDots(queries, offset, dimension, strip, scores);
    }
  }

  static void wideDots(float[] queries, int offset, int dimension, float[] strip, float[] scores) {
    var zero = FloatVector.zero(SPECIES);
    var a0 = zero;
    var a1 = zero;
    var a2 = zero;
    var a3 = zero;
    var b0 = zero;
    var b1 = zero;
    var b2 = zero;
    var b3 = zero;
    var c0 = zero;
    var c1 = zero;
    var c2 = zero;
    var c3 = zero;
    var d0 = zero;
    var d1 = zero;
    var d2 = zero;
    var d3 = zero;
    var e0 = zero;
    var e1 = zero;
    var e2 = zero;
    var e3 = zero;
    var f0 = zero;
    var f1 = zero;
    var f2 = zero;
    var f3 = zero;
    int first = offset;
    int second = first + dimension;
    int third = second + dimension;
    int fourth = third + dimension;
    int fifth = fourth + dimension;
    int sixth = fifth + dimension;
    for (int i = 0; i < dimension; i++) {
      int row = i * 4 * LANES;
      var r0 = FloatVector.fromArray(SPECIES, strip, row);
      var r1 = FloatVector.fromArray(SPECIES, strip, row + LANES);
      var r2 = FloatVector.fromArray(SPECIES, strip, row + 2 * LANES);
      var r3 = FloatVector.fromArray(SPECIES, strip, row + 3 * LANES);
      var q = FloatVector.broadcast(SPECIES, queries[first + i]);
      a0 = q.fma(r0, a0);
      a1 = q.fma(r1, a1);
      a2 = q.fma(r2, a2);
      a3 = q.fma(r3, a3);
      q = FloatVector.broadcast(SPECIES, queries[second + i]);
      b0 = q.fma(r0, b0);
      b1 = q.fma(r1, b1);
      b2 = q.fma(r2, b2);
      b3 = q.fma(r3, b3);
      q = FloatVector.broadcast(SPECIES, queries[third + i]);
      c0 = q.fma(r0, c0);
      c1 = q.fma(r1, c1);
      c2 = q.fma(r2, c2);
      c3 = q.fma(r3, c3);
      q = FloatVector.broadcast(SPECIES, queries[fourth + i]);
      d0 = q.fma(r0, d0);
      d1 = q.fma(r1, d1);
      d2 = q.fma(r2, d2);
      d3 = q.fma(r3, d3);
      q = FloatVector.broadcast(SPECIES, queries[fifth + i]);
      e0 = q.fma(r0, e0);
      e1 = q.fma(r1, e1);
      e2 = q.fma(r2, e2);
      e3 = q.fma(r3, e3);
      q = FloatVector.broadcast(SPECIES, queries[sixth + i]);
      f0 = q.fma(r0, f0);
      f1 = q.fma(r1, f1);
      f2 = q.fma(r2, f2);
      f3 = q.fma(r3, f3);
    }
    a0.intoArray(scores, 0);
    a1.intoArray(scores, LANES);
    a2.intoArray(scores, 2 * LANES);
    a3.intoArray(scores, 3 * LANES);
    b0.intoArray(scores, 4 * LANES);
    b1.intoArray(scores, 5 * LANES);
    b2.intoArray(scores, 6 * LANES);
    b3.intoArray(scores, 7 * LANES);
    c0.intoArray(scores, 8 * LANES);
    c1.intoArray(scores, 9 * LANES);
    c2.intoArray(scores, 10 * LANES);
    c3.intoArray(scores, 11 * LANES);
    d0.intoArray(scores, 12 * LANES);
    d1.intoArray(scores, 13 * LANES);
    d2.intoArray(scores, 14 * LANES);
    d3.intoArray(scores, 15 * LANES);
    e0.intoArray(scores, 16 * LANES);
    e1.intoArray(scores, 17 * LANES);
    e2.intoArray(scores, 18 * LANES);
    e3.intoArray(scores, 19 * LANES);
    f0.intoArray(scores, 20 * LANES);
    f1.intoArray(scores, 21 * LANES);
    f2.intoArray(scores, 22 * LANES);
    f3.intoArray(scores, 23 * LANES);
  }

  static void narrowDots(
      float[] queries, int offset, int dimension, float[] strip, float[] scores) {
    var zero = FloatVector.zero(SPECIES);
    var a0 = zero;
    var a1 = zero;
    var b0 = zero;
    var b1 = zero;
    var c0 = zero;
    var c1 = zero;
    var d0 = zero;
    var d1 = zero;
    var e0 = zero;
    var e1 = zero;
    var f0 = zero;
    var f1 = zero;
    int first = offset;
    int second = first + dimension;
    int third = second + dimension;
    int fourth = third + dimension;
    int fifth = fourth + dimension;
    int sixth = fifth + dimension;
    for (int i = 0; i < dimension; i++) {
      int row = i * 2 * LANES;
      var r0 = FloatVector.fromArray(SPECIES, strip, row);
      var r1 = FloatVector.fromArray(SPECIES, strip, row + LANES);
      var q = FloatVector.broadcast(SPECIES, queries[first + i]);
      a0 = q.fma(r0, a0);
      a1 = q.fma(r1, a1);
      q = FloatVector.broadcast(SPECIES, queries[second + i]);
      b0 = q.fma(r0, b0);
      b1 = q.fma(r1, b1);
      q = FloatVector.broadcast(SPECIES, queries[third + i]);
      c0 = q.fma(r0, c0);
      c1 = q.fma(r1, c1);
      q = FloatVector.broadcast(SPECIES, queries[fourth + i]);
      d0 = q.fma(r0, d0);
      d1 = q.fma(r1, d1);
      q = FloatVector.broadcast(SPECIES, queries[fifth + i]);
      e0 = q.fma(r0, e0);
      e1 = q.fma(r1, e1);
      q = FloatVector.broadcast(SPECIES, queries[sixth + i]);
      f0 = q.fma(r0, f0);
      f1 = q.fma(r1, f1);
    }
    a0.intoArray(scores, 0);
    a1.intoArray(scores, LANES);
    b0.intoArray(scores, 2 * LANES);
    b1.intoArray(scores, 3 * LANES);
    c0.intoArray(scores, 4 * LANES);
    c1.intoArray(scores, 5 * LANES);
    d0.intoArray(scores, 6 * LANES);
    d1.intoArray(scores, 7 * LANES);
    e0.intoArray(scores, 8 * LANES);
    e1.intoArray(scores, 9 * LANES);
    f0.intoArray(scores, 10 * LANES);
    f1.intoArray(scores, 11 * LANES);
  }

  static int above(float[] scores, int from, int to, float threshold, int[] positions) {
    int count = 0;
    int i = from;
    for (int end = to - LANES; i <= end; i += LANES) {
      long hits =
          FloatVector.fromArray(SPECIES, scores, i).compare(VectorOperators.GT, threshold).toLong();
      for (; hits != 0; hits &= hits - 1) {
        positions[count++] = i + Long.numberOfTrailingZeros(hits);
      }
    }
    for (; i < to; i++) {
      if (scores[i] > threshold) {
        positions[count++] = i;
      }
    }
    return count;
  }
}
