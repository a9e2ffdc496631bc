package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [LinkEstimates] on SIMD lanes; results agree with the scalar twin's to the last bit.
final class LaneLinkEstimates {

  private static final VectorSpecies<Integer> INTS = LaneWidth.FLOATS.withLanes(int.class);

  private static final int LANES = INTS.length();

  private LaneLinkEstimates() {}

  static int below(
      MemorySegment memory,
      long factors,
      int[] sums,
      float base,
      float scale,
      float constant,
      float bound,
      float[] estimates) {
    int mask = 0;
    for (int i = 0; i < FastScan.BLOCK; i += LANES) {
      var packed = IntVector.fromMemorySegment(INTS, memory, factors + 4L * i, LITTLE_ENDIAN);
      var addend = packed.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
      var multiplier = packed.and(0xFFFF0000).reinterpretAsFloats();
      var product =
          ((FloatVector) IntVector.fromArray(INTS, sums, i).convert(VectorOperators.I2F, 0))
              .fma(scale, constant);
      var estimate = multiplier.fma(product, addend.add(base));
      estimate.intoArray(estimates, i);
      mask |= (int) estimate.compare(VectorOperators.LT, bound).toLong() << i;
    }
    return mask;
  }
}
