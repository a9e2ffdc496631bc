package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// The bit kernels on SIMD lanes, for processors that count the bits of all lanes in one
/// instruction (AVX-512 VPOPCNTDQ).
final class LaneBitKernels {

  private static final VectorSpecies<Long> WORDS = LongVector.SPECIES_512;

  private LaneBitKernels() {}

  static int dot(MemorySegment codes, long offset, int words, long[] planes, int bits) {
    var sums = LongVector.zero(WORDS);
    int whole = words / BitKernels.STEP * BitKernels.STEP;
    for (int i = 0; i != whole; i += BitKernels.STEP) {
      var code = LongVector.fromMemorySegment(WORDS, codes, offset + 8L * i, LITTLE_ENDIAN);
      int place = i * bits;
      for (int bit = 0; bit < bits; bit++) {
        var both = code.and(LongVector.fromArray(WORDS, planes, place + bit * BitKernels.STEP));
        sums = both.lanewise(BIT_COUNT).lanewise(LSHL, bit).add(sums);
      }
    }
    return (int) sums.reduceLanes(ADD)
        + ScalarBitKernels.dot(codes, offset, whole, words, planes, bits);
  }
}
