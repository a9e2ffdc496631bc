package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.S2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// [LinearScan] on SIMD lanes of 128 bits or more.
final class LaneLinearScan {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.length() * 16));

  private LaneLinearScan() {}

  static int above(
      MemorySegment memory,
      long block,
      int[] sums,
      int first,
      float scale,
      float shift,
      float threshold,
      float[] scores) {
    int mask = 0;
    var scales = FloatVector.broadcast(FLOATS, scale);
    var shifts = FloatVector.broadcast(FLOATS, shift);
    for (int i = 0; i < FastScan.BLOCK; i += FLOATS.length()) {
      var sum = (FloatVector) IntVector.fromArray(INTS, sums, first + i).convert(I2F, 0);
      var addend = FloatVector.fromMemorySegment(FLOATS, memory, block + 4L * i, LITTLE_ENDIAN);
      var factor =
          ShortVector.fromMemorySegment(
                  SHORTS, memory, block + LinearScan.FACTORS + 2L * i, LITTLE_ENDIAN)
              .convertShape(S2I, INTS, 0)
              .reinterpretAsInts()
              .lanewise(LSHL, 16)
              .reinterpretAsFloats();
      var score = sum.fma(scales, shifts).fma(factor, addend);
      score.intoArray(scores, i);
      mask |= (int) score.compare(GT, threshold).toLong() << i;
    }
    return mask;
  }
}
