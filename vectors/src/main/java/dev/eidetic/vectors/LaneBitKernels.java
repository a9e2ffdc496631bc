package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The bit kernels on SIMD lanes, for processors that count the bits of all lanes in one
/// instruction (AVX-512 VPOPCNTDQ).
final class LaneBitKernels {

  private static final VectorSpecies<Long> WORDS =
      VectorSpecies.of(long.class, VectorShape.forBitSize(LaneWidth.BITS));

  private static final int LANES = WORDS.length();

  private LaneBitKernels() {}

  static int dot(MemorySegment codes, long offset, int words, long[] planes, int bits) {
    var sums = LongVector.zero(WORDS);
    int whole = words / LANES * LANES;
    for (int i = 0; i != whole; i += LANES) {
      var code = LongVector.fromMemorySegment(WORDS, codes, offset + 8L * i, LITTLE_ENDIAN);
      for (int bit = 0; bit < bits; bit++) {
        var both = code.and(LongVector.fromArray(WORDS, planes, bit * words + i));
        sums = both.lanewise(BIT_COUNT).lanewise(LSHL, bit).add(sums);
      }
    }
    int sum = (int) sums.reduceLanes(ADD);
    for (int i = whole; i < words; i++) {
      long code = codes.get(BitKernels.WORD, offset + 8L * i);
      for (int bit = 0; bit < bits; bit++) {
        sum += Long.bitCount(code & planes[bit * words + i]) << bit;
      }
    }
    return sum;
  }
}
