package dev.eidetic.vectors;

import static dev.eidetic.vectors.FieldKernels.GROUP;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.B2I;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The field kernels on SIMD lanes: bytes become ints, and shifts of those give the fields. As many
/// bytes as there are lanes are taken at a time, but not fewer than eight, the narrowest vector.
final class LaneFieldKernels {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LaneWidth.BITS / 4)));

  private static final int LANES = FLOATS.length();

  private static final int STEP = BYTES.length();

  private LaneFieldKernels() {}

  static float dotBits(float[] query, MemorySegment codes, long offset, int bytes) {
    var even = FloatVector.zero(FLOATS);
    var odd = FloatVector.zero(FLOATS);
    for (int i = 0; i != bytes; i += STEP) {
      var packed = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      int place = i / GROUP * (GROUP * 8) + i % GROUP;
      var fields = (IntVector) packed.convertShape(B2I, INTS, 0);
      even =
          ((FloatVector) fields.and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place), even);
      odd =
          ((FloatVector) fields.lanewise(LSHR, 1).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 16), odd);
      even =
          ((FloatVector) fields.lanewise(LSHR, 2).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 32), even);
      odd =
          ((FloatVector) fields.lanewise(LSHR, 3).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 48), odd);
      even =
          ((FloatVector) fields.lanewise(LSHR, 4).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 64), even);
      odd =
          ((FloatVector) fields.lanewise(LSHR, 5).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 80), odd);
      even =
          ((FloatVector) fields.lanewise(LSHR, 6).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 96), even);
      odd =
          ((FloatVector) fields.lanewise(LSHR, 7).and(1).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 112), odd);
      if (STEP > LANES) {
        fields = (IntVector) packed.convertShape(B2I, INTS, 1);
        odd =
            ((FloatVector) fields.and(1).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES), odd);
        even =
            ((FloatVector) fields.lanewise(LSHR, 1).and(1).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 16), even);
        odd =
            ((FloatVector) fields.lanewise(LSHR, 2).and(1).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 32), odd);
        even =
            ((FloatVector) fields.lanewise(LSHR, 3).and(1).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 48), even);
        odd =
            ((FloatVector) fields.lanewise(LSHR, 4).and(1).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 64), odd);
        even =
            ((FloatVector) fields.lanewise(LSHR, 5).and(1).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 80), even);
        odd =
            ((FloatVector) fields.lanewise(LSHR, 6).and(1).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 96), odd);
        even =
            ((FloatVector) fields.lanewise(LSHR, 7).and(1).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 112), even);
      }
    }
    return even.add(odd).reduceLanes(ADD);
  }

  static float dotPairs(float[] query, MemorySegment codes, long offset, int bytes) {
    var even = FloatVector.zero(FLOATS);
    var odd = FloatVector.zero(FLOATS);
    for (int i = 0; i != bytes; i += STEP) {
      var packed = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      int place = i / GROUP * (GROUP * 4) + i % GROUP;
      var fields = (IntVector) packed.convertShape(B2I, INTS, 0);
      even =
          ((FloatVector) fields.and(3).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place), even);
      odd =
          ((FloatVector) fields.lanewise(LSHR, 2).and(3).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 16), odd);
      even =
          ((FloatVector) fields.lanewise(LSHR, 4).and(3).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 32), even);
      odd =
          ((FloatVector) fields.lanewise(LSHR, 6).and(3).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 48), odd);
      if (STEP > LANES) {
        fields = (IntVector) packed.convertShape(B2I, INTS, 1);
        odd =
            ((FloatVector) fields.and(3).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES), odd);
        even =
            ((FloatVector) fields.lanewise(LSHR, 2).and(3).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 16), even);
        odd =
            ((FloatVector) fields.lanewise(LSHR, 4).and(3).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 32), odd);
        even =
            ((FloatVector) fields.lanewise(LSHR, 6).and(3).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 48), even);
      }
    }
    return even.add(odd).reduceLanes(ADD);
  }

  static float dotNibbles(float[] query, MemorySegment codes, long offset, int bytes) {
    var even = FloatVector.zero(FLOATS);
    var odd = FloatVector.zero(FLOATS);
    for (int i = 0; i != bytes; i += STEP) {
      var packed = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      int place = i / GROUP * (GROUP * 2) + i % GROUP;
      var fields = (IntVector) packed.convertShape(B2I, INTS, 0);
      even =
          ((FloatVector) fields.and(15).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place), even);
      odd =
          ((FloatVector) fields.lanewise(LSHR, 4).and(15).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place + 16), odd);
      if (STEP > LANES) {
        fields = (IntVector) packed.convertShape(B2I, INTS, 1);
        odd =
            ((FloatVector) fields.and(15).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES), odd);
        even =
            ((FloatVector) fields.lanewise(LSHR, 4).and(15).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES + 16), even);
      }
    }
    return even.add(odd).reduceLanes(ADD);
  }

  static float dotBytes(float[] query, MemorySegment codes, long offset, int bytes) {
    var even = FloatVector.zero(FLOATS);
    var odd = FloatVector.zero(FLOATS);
    for (int i = 0; i != bytes; i += STEP) {
      var packed = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      int place = i;
      var fields = (IntVector) packed.convertShape(B2I, INTS, 0);
      even =
          ((FloatVector) fields.and(255).convert(I2F, 0))
              .fma(FloatVector.fromArray(FLOATS, query, place), even);
      if (STEP > LANES) {
        fields = (IntVector) packed.convertShape(B2I, INTS, 1);
        odd =
            ((FloatVector) fields.and(255).convert(I2F, 0))
                .fma(FloatVector.fromArray(FLOATS, query, place + LANES), odd);
      }
    }
    return even.add(odd).reduceLanes(ADD);
  }
}
