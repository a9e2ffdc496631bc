package dev.eidetic.vectors;

import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Products of all pairs on lanes of 16 bits: four rows against a strip two vectors wide, eight
/// sums held in registers. Written out at length for the reason given in [LaneBlockKernels].
final class LanePairProducts {

  private static final VectorSpecies<Short> SPECIES =
      VectorSpecies.of(short.class, VectorShape.forBitSize(LaneWidth.BITS));

  private static final int LANES = SPECIES.length();

  static final int ROWS_PER_STRIP = 2 * LANES;

  private LanePairProducts() {}

  static void tile(
      short[] rows,
      int row,
      int dimension,
      short[] strips,
      int strip,
      short[] products,
      int place,
      int stride) {
    var zero = ShortVector.zero(SPECIES);
    var a0 = zero;
    var a1 = zero;
    var b0 = zero;
    var b1 = zero;
    var c0 = zero;
    var c1 = zero;
    var d0 = zero;
    var d1 = zero;
    int second = row + dimension;
    int third = second + dimension;
    int fourth = third + dimension;
    for (int i = 0; i < dimension; i++) {
      int column = strip + i * 2 * LANES;
      var s0 = ShortVector.fromArray(SPECIES, strips, column);
      var s1 = ShortVector.fromArray(SPECIES, strips, column + LANES);
      var number = ShortVector.broadcast(SPECIES, rows[row + i]);
      a0 = number.mul(s0).add(a0);
      a1 = number.mul(s1).add(a1);
      number = ShortVector.broadcast(SPECIES, rows[second + i]);
      b0 = number.mul(s0).add(b0);
      b1 = number.mul(s1).add(b1);
      number = ShortVector.broadcast(SPECIES, rows[third + i]);
      c0 = number.mul(s0).add(c0);
      c1 = number.mul(s1).add(c1);
      number = ShortVector.broadcast(SPECIES, rows[fourth + i]);
      d0 = number.mul(s0).add(d0);
      d1 = number.mul(s1).add(d1);
    }
    a0.intoArray(products, place);
    a1.intoArray(products, place + LANES);
    b0.intoArray(products, place + stride);
    b1.intoArray(products, place + stride + LANES);
    c0.intoArray(products, place + 2 * stride);
    c1.intoArray(products, place + 2 * stride + LANES);
    d0.intoArray(products, place + 3 * stride);
    d1.intoArray(products, place + 3 * stride + LANES);
  }

  /// @param count a multiple of the strip's width
  /// @return the greatest number in the upper 16 bits, the next in the lower
  static int best(short[] products, int start, int count, short[] columnBest) {
    var best = ShortVector.broadcast(SPECIES, Short.MIN_VALUE);
    var second = best;
    for (int i = 0; i < count; i += LANES) {
      var product = ShortVector.fromArray(SPECIES, products, start + i);
      second = second.max(best.min(product));
      best = best.max(product);
      product.max(ShortVector.fromArray(SPECIES, columnBest, i)).intoArray(columnBest, i);
    }
    short greatest = best.reduceLanes(VectorOperators.MAX);
    var isGreatest = best.eq(greatest);
    // Of the lanes that hold the greatest, one keeps it; the others, if any, hold it a second time.
    short next =
        isGreatest.trueCount() > 1
            ? greatest
            : (short)
                Math.max(
                    second.reduceLanes(VectorOperators.MAX),
                    best.blend(Short.MIN_VALUE, isGreatest).reduceLanes(VectorOperators.MAX));
    return (greatest << Short.SIZE) | (next & 0xffff);
  }
}
