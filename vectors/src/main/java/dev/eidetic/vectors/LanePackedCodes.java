package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// [PackedCodes] on SIMD lanes: bytes are widened to ints once and shifted for each of the numbers
/// that they hold. Lanes are 256 or 512 bits wide, because the 4 bytes that fill 128 bits of ints
/// are no vector. Conversions are written out, because C2 inlines no method of ours into a loop as
/// long as the one over single bits, and a vector handed to a real method becomes an object.
final class LanePackedCodes {

  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(
          float.class, LaneWidth.BITS == 512 ? VectorShape.S_512_BIT : VectorShape.S_256_BIT);

  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.length() * 8));

  /// Whether the lanes are the processor's and not software's.
  static final boolean IS_FAST = LaneWidth.BITS >= 256;

  private LanePackedCodes() {}

  static float dot(MemorySegment codes, long offset, int bits, float[] query) {
    float sum = 0;
    int weight = 1;
    long at = offset;
    int granules = query.length / PackedCodes.GRANULE;
    if ((bits & 4) != 0) {
      sum = dotFours(codes, at, query, 4 * granules);
      weight = 16;
      at += 4L * granules;
    }
    if ((bits & 2) != 0) {
      sum = Math.fma(weight, dotTwos(codes, at, query, 2 * granules), sum);
      weight <<= 2;
      at += 2L * granules;
    }
    if ((bits & 1) != 0) {
      sum = Math.fma(weight, dotOnes(codes, at, query, granules), sum);
    }
    return sum;
  }

  private static float dotFours(MemorySegment codes, long offset, float[] query, int length) {
    var low = FloatVector.zero(FLOATS);
    var high = FloatVector.zero(FLOATS);
    int end = FLOATS.loopBound(length);
    for (int j = 0; j != end; j += FLOATS.length()) {
      var packed =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES, codes, offset + j, LITTLE_ENDIAN)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      low =
          ((FloatVector) packed.and(15).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, j), low);
      high =
          ((FloatVector) packed.lanewise(LSHR, 4).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, length + j), high);
    }
    return LaneSums.sum(low.add(high))
        + ScalarPackedCodes.part(codes, offset, 4, query, end, length);
  }

  private static float dotTwos(MemorySegment codes, long offset, float[] query, int length) {
    var even = FloatVector.zero(FLOATS);
    var odd = FloatVector.zero(FLOATS);
    int end = FLOATS.loopBound(length);
    for (int j = 0; j != end; j += FLOATS.length()) {
      var packed =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES, codes, offset + j, LITTLE_ENDIAN)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      even =
          ((FloatVector) packed.and(3).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, j), even);
      odd =
          ((FloatVector) packed.lanewise(LSHR, 2).and(3).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, length + j), odd);
      even =
          ((FloatVector) packed.lanewise(LSHR, 4).and(3).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, 2 * length + j), even);
      odd =
          ((FloatVector) packed.lanewise(LSHR, 6).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, 3 * length + j), odd);
    }
    return LaneSums.sum(even.add(odd))
        + ScalarPackedCodes.part(codes, offset, 2, query, end, length);
  }

  private static float dotOnes(MemorySegment codes, long offset, float[] query, int length) {
    var even = FloatVector.zero(FLOATS);
    var odd = FloatVector.zero(FLOATS);
    int end = FLOATS.loopBound(length);
    for (int j = 0; j != end; j += FLOATS.length()) {
      var packed =
          (IntVector)
              ByteVector.fromMemorySegment(BYTES, codes, offset + j, LITTLE_ENDIAN)
                  .convertShape(ZERO_EXTEND_B2I, INTS, 0);
      even =
          ((FloatVector) packed.and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, j), even);
      odd =
          ((FloatVector) packed.lanewise(LSHR, 1).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, length + j), odd);
      even =
          ((FloatVector) packed.lanewise(LSHR, 2).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, 2 * length + j), even);
      odd =
          ((FloatVector) packed.lanewise(LSHR, 3).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, 3 * length + j), odd);
      even =
          ((FloatVector) packed.lanewise(LSHR, 4).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, 4 * length + j), even);
      odd =
          ((FloatVector) packed.lanewise(LSHR, 5).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, 5 * length + j), odd);
      even =
          ((FloatVector) packed.lanewise(LSHR, 6).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, 6 * length + j), even);
      odd =
          ((FloatVector) packed.lanewise(LSHR, 7).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, 7 * length + j), odd);
    }
    return LaneSums.sum(even.add(odd))
        + ScalarPackedCodes.part(codes, offset, 1, query, end, length);
  }
}
