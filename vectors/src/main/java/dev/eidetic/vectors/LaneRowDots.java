package dev.eidetic.vectors;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [RowDots] on SIMD lanes: four rows at a time, so that the one row is loaded once for four.
final class LaneRowDots {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final int LANES = FLOATS.length();

  private LaneRowDots() {}

  static void dots(float[] rows, int length, int pivot, int[] others, int count, float[] products) {
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      four(rows, length, pivot * length, others, i, products);
    }
    for (; i < count; i++) {
      products[i] = one(rows, length, pivot * length, others[i] * length);
    }
  }

  private static void four(
      float[] rows, int length, int pivot, int[] others, int first, float[] products) {
    int a = others[first] * length;
    int b = others[first + 1] * length;
    int c = others[first + 2] * length;
    int d = others[first + 3] * length;
    var a0 = FloatVector.zero(FLOATS);
    var b0 = FloatVector.zero(FLOATS);
    var c0 = FloatVector.zero(FLOATS);
    var d0 = FloatVector.zero(FLOATS);
    var a1 = FloatVector.zero(FLOATS);
    var b1 = FloatVector.zero(FLOATS);
    var c1 = FloatVector.zero(FLOATS);
    var d1 = FloatVector.zero(FLOATS);
    for (int i = 0; i < length; i += 2 * LANES) {
      var even = FloatVector.fromArray(FLOATS, rows, pivot + i);
      var odd = FloatVector.fromArray(FLOATS, rows, pivot + i + LANES);
      a0 = even.fma(FloatVector.fromArray(FLOATS, rows, a + i), a0);
      b0 = even.fma(FloatVector.fromArray(FLOATS, rows, b + i), b0);
      c0 = even.fma(FloatVector.fromArray(FLOATS, rows, c + i), c0);
      d0 = even.fma(FloatVector.fromArray(FLOATS, rows, d + i), d0);
      a1 = odd.fma(FloatVector.fromArray(FLOATS, rows, a + i + LANES), a1);
      b1 = odd.fma(FloatVector.fromArray(FLOATS, rows, b + i + LANES), b1);
      c1 = odd.fma(FloatVector.fromArray(FLOATS, rows, c + i + LANES), c1);
      d1 = odd.fma(FloatVector.fromArray(FLOATS, rows, d + i + LANES), d1);
    }
    products[first] = LaneSums.sum(a0.add(a1));
    products[first + 1] = LaneSums.sum(b0.add(b1));
    products[first + 2] = LaneSums.sum(c0.add(c1));
    products[first + 3] = LaneSums.sum(d0.add(d1));
  }

  private static float one(float[] rows, int length, int a, int b) {
    var even = FloatVector.zero(FLOATS);
    var odd = FloatVector.zero(FLOATS);
    for (int i = 0; i < length; i += 2 * LANES) {
      even =
          FloatVector.fromArray(FLOATS, rows, a + i)
              .fma(FloatVector.fromArray(FLOATS, rows, b + i), even);
      odd =
          FloatVector.fromArray(FLOATS, rows, a + i + LANES)
              .fma(FloatVector.fromArray(FLOATS, rows, b + i + LANES), odd);
    }
    return LaneSums.sum(even.add(odd));
  }
}
