package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [SignCodes] on SIMD lanes.
final class LaneSignCodes {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final int LANES = FLOATS.length();

  private LaneSignCodes() {}

  static int encode(float[] origin, MemorySegment vectors, long at, byte[] codes) {
    var squares = FloatVector.zero(FLOATS);
    var absolutes = FloatVector.zero(FLOATS);
    var products = FloatVector.zero(FLOATS);
    for (int i = 0; i < origin.length; i += LANES) {
      var centre = FloatVector.fromArray(FLOATS, origin, i);
      var difference = LaneBfloatRows.numbers(vectors, at + 2L * i).sub(centre);
      squares = difference.fma(difference, squares);
      absolutes = absolutes.add(difference.abs());
      var isPositive = difference.compare(VectorOperators.GT, 0f);
      products = products.add(centre.neg().blend(centre, isPositive));
      long bits = isPositive.toLong();
      for (int j = 0; j < LANES; j += SignCodes.PER_CODE) {
        codes[(i + j) / SignCodes.PER_CODE] = (byte) (bits >>> j & 15);
      }
    }
    return SignCodes.factors(
        LaneSums.sum(squares), LaneSums.sum(absolutes), LaneSums.sum(products));
  }
}
