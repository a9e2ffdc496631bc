package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.B2S;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The byte kernels on SIMD lanes. Products are made in 16 bits, where they fit, and widened by
/// taking pairs of them for ints: the upper one by one shift, the lower one by two.
final class LaneByteKernels {

  private static final VectorSpecies<Integer> INTS = LaneWidth.FLOATS.withLanes(int.class);

  private static final VectorSpecies<Short> SHORTS = LaneWidth.FLOATS.withLanes(short.class);

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(LaneWidth.BITS / 2));

  private static final int STEP = BYTES.length();

  private LaneByteKernels() {}

  static int dot(byte[] query, MemorySegment rows, long offset) {
    var even = IntVector.zero(INTS);
    var odd = IntVector.zero(INTS);
    int whole = query.length / STEP * STEP;
    for (int i = 0; i != whole; i += STEP) {
      var a = (ShortVector) ByteVector.fromArray(BYTES, query, i).convertShape(B2S, SHORTS, 0);
      var b =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES, rows, offset + i, LITTLE_ENDIAN)
                  .convertShape(B2S, SHORTS, 0);
      var products = a.mul(b).reinterpretAsInts();
      even = even.add(products.lanewise(LSHL, 16).lanewise(ASHR, 16));
      odd = odd.add(products.lanewise(ASHR, 16));
    }
    return even.add(odd).reduceLanes(ADD) + ScalarByteKernels.dot(query, rows, offset, whole);
  }

  static int squaredDistance(byte[] query, MemorySegment rows, long offset) {
    var even = IntVector.zero(INTS);
    var odd = IntVector.zero(INTS);
    int whole = query.length / STEP * STEP;
    for (int i = 0; i != whole; i += STEP) {
      var a = (ShortVector) ByteVector.fromArray(BYTES, query, i).convertShape(B2S, SHORTS, 0);
      var b =
          (ShortVector)
              ByteVector.fromMemorySegment(BYTES, rows, offset + i, LITTLE_ENDIAN)
                  .convertShape(B2S, SHORTS, 0);
      var difference = a.sub(b);
      var squares = difference.mul(difference).reinterpretAsInts(); // below 65536, unsigned
      even = even.add(squares.and(0xFFFF));
      odd = odd.add(squares.lanewise(LSHR, 16));
    }
    return even.add(odd).reduceLanes(ADD)
        + ScalarByteKernels.squaredDistance(query, rows, offset, whole);
  }
}
