package dev.eidetic.index.rabitq;

import dev.eidetic.vectors.FastScan;
import dev.eidetic.vectors.LinearScan;
import dev.eidetic.vectors.PackedCodes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// How 32 codes lie in memory: the signs in a block of [FastScan], then what turns their sums into
/// scores ([LinearScan]); where codes have more bits than the signs, 32 addends and 32 factors as
/// floats for all bits, then the lower bits, code by code ([PackedCodes]). What finds out that a
/// code is not worth a closer look thus lies together.
public final class RaBitBlocks {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int BITS_PER_SUBQUANTIZER = 4;

  private final int dimension;
  private final int bits;
  private final int subquantizers;
  private final int linear;
  private final int addends;
  private final int factors;
  private final int lower;
  private final int lowerBytes;

  /// @param dimension of the codes
  public RaBitBlocks(int dimension, int bits) {
    this.dimension = dimension;
    this.bits = bits;
    this.subquantizers = dimension / BITS_PER_SUBQUANTIZER;
    this.linear = FastScan.blockBytes(subquantizers);
    this.addends = linear + LinearScan.BYTES;
    this.factors = addends + (bits > 1 ? FastScan.BLOCK * Float.BYTES : 0);
    this.lower = factors + (bits > 1 ? FastScan.BLOCK * Float.BYTES : 0);
    this.lowerBytes = PackedCodes.bytes(dimension, bits - 1);
  }

  public int bytes() {
    return lower + FastScan.BLOCK * lowerBytes;
  }

  int subquantizers() {
    return subquantizers;
  }

  /// Where the [LinearScan] part begins in a block.
  int linear() {
    return linear;
  }

  /// Writes a code.
  ///
  /// @param block where the block begins
  /// @param lane 0 to 31
  void put(MemorySegment memory, long block, int lane, RaBitCode code, RaBitTerms terms) {
    int shift = bits - 1;
    for (int i = 0; i < subquantizers; i++) {
      int signs = 0;
      for (int j = 0; j < BITS_PER_SUBQUANTIZER; j++) {
        int number = Byte.toUnsignedInt(code.numbers[BITS_PER_SUBQUANTIZER * i + j]);
        signs |= number >> shift << j;
      }
      FastScan.setCode(memory, block, i, lane, signs);
    }
    LinearScan.put(memory, block + linear, lane, terms.signAddend(), terms.signFactor());
    if (bits > 1) {
      memory.set(FLOAT, block + addends + 4L * lane, terms.addend());
      memory.set(FLOAT, block + factors + 4L * lane, terms.factor());
      PackedCodes.pack(code.numbers, shift, memory, lowerBits(block, lane));
    }
  }

  /// Reads the numbers of a code back.
  void numbers(MemorySegment memory, long block, int lane, byte[] numbers) {
    PackedCodes.unpack(memory, lowerBits(block, lane), bits - 1, numbers);
    for (int i = 0; i < dimension; i++) {
      int signs = FastScan.code(memory, block, i / BITS_PER_SUBQUANTIZER, lane);
      int sign = signs >> (i % BITS_PER_SUBQUANTIZER) & 1;
      numbers[i] = (byte) (numbers[i] | sign << (bits - 1));
    }
  }

  /// Copies a code to another place.
  public void move(
      MemorySegment from,
      long block,
      int lane,
      MemorySegment target,
      long targetBlock,
      int targetLane) {
    for (int i = 0; i < subquantizers; i++) {
      FastScan.setCode(target, targetBlock, i, targetLane, FastScan.code(from, block, i, lane));
    }
    LinearScan.put(
        target,
        targetBlock + linear,
        targetLane,
        LinearScan.addend(from, block + linear, lane),
        LinearScan.factor(from, block + linear, lane));
    if (bits > 1) {
      target.set(FLOAT, targetBlock + addends + 4L * targetLane, addend(from, block, lane));
      target.set(FLOAT, targetBlock + factors + 4L * targetLane, factor(from, block, lane));
      MemorySegment.copy(
          from, lowerBits(block, lane), target, lowerBits(targetBlock, targetLane), lowerBytes);
    }
  }

  /// What is added to the scaled product by the best bits that there are.
  float addend(MemorySegment memory, long block, int lane) {
    return bits > 1
        ? memory.get(FLOAT, block + addends + 4L * lane)
        : LinearScan.addend(memory, block + linear, lane);
  }

  /// What scales the product by the best bits that there are.
  float factor(MemorySegment memory, long block, int lane) {
    return bits > 1
        ? memory.get(FLOAT, block + factors + 4L * lane)
        : LinearScan.factor(memory, block + linear, lane);
  }

  /// Inner product of a code's numbers with a query, by all bits.
  ///
  /// @param tables of sums of the query's numbers, 16 for each four coordinates
  float product(MemorySegment memory, long block, int lane, float[] query, float[] tables) {
    float signs = FastScan.sum(memory, block, subquantizers, lane, tables);
    float rest = PackedCodes.dot(memory, lowerBits(block, lane), bits - 1, query);
    return Math.fma(1 << (bits - 1), signs, rest);
  }

  private long lowerBits(long block, int lane) {
    return block + lower + (long) lane * lowerBytes;
  }
}
