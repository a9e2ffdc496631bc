package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Fast scan on 128-bit lanes: one subquantizer a step, by the shuffle that SSSE3 and Neon have.
///
/// The shape is what measurements left over (docs/performance.md). Vectors of ints carry the sums,
/// because C2 puts a sum of shorts that lives across the loop into a new object each time; bytes
/// are moved by shifts of ints, because only those compile to a shift by a constant. An int
/// therefore holds the bytes b0 to b3 of four vectors, `even` sums the shorts `b0 + 256 b1` and `b2
/// + 256 b3`, and `odd`, one byte further, `b1 + 256 b2` and `b3`, all modulo 65536: the last is a
///   result, and each result uncovers the one before it. The loops end on inequality, so that C2
///   leaves them as written: the loops in loops that it builds to check long offsets only once cost
///   more than the checks. Nothing is factored out: past a size that these methods exceed, C2
///   inlines nothing but the Vector API, and a vector handed to a real method becomes an object.
final class LaneFastScan {

  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_128;

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_128;

  private LaneFastScan() {}

  /// Sums one block.
  ///
  /// @param bytes of the block, a multiple of 64
  /// @param entryBits 6, 7 or 8: four, two or one entries are added in 8 bits
  static void sum(
      MemorySegment codes,
      long offset,
      int bytes,
      byte[] tables,
      int entryBits,
      int[] sums,
      int place) {
    switch (entryBits) {
      case 6 -> sumFours(codes, offset, bytes, tables, sums, place);
      case 7 -> sumPairs(codes, offset, bytes, tables, sums, place);
      default -> sumSingly(codes, offset, bytes, tables, sums, place);
    }
  }

  static void sumFours(
      MemorySegment codes, long offset, int bytes, byte[] tables, int[] sums, int place) {
    var even = IntVector.zero(INTS);
    var odd = IntVector.zero(INTS);
    var evenHigh = IntVector.zero(INTS);
    var oddHigh = IntVector.zero(INTS);
    for (int i = 0; i != bytes; i += 64) {
      var table = ByteVector.fromArray(BYTES, tables, i);
      var code = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      var low = code.selectFrom(table);
      var high = code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table);
      table = ByteVector.fromArray(BYTES, tables, i + 16);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 16, LITTLE_ENDIAN);
      low = low.add(code.selectFrom(table));
      high =
          high.add(
              code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table));
      table = ByteVector.fromArray(BYTES, tables, i + 32);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 32, LITTLE_ENDIAN);
      low = low.add(code.selectFrom(table));
      high =
          high.add(
              code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table));
      table = ByteVector.fromArray(BYTES, tables, i + 48);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 48, LITTLE_ENDIAN);
      low = low.add(code.selectFrom(table));
      high =
          high.add(
              code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table));
      var ints = low.reinterpretAsInts();
      odd =
          odd.reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      even = even.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      ints = high.reinterpretAsInts();
      oddHigh =
          oddHigh
              .reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      evenHigh = evenHigh.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
    }
    var x = even;
    var y = odd;
    var fourth = y.lanewise(LSHR, 16);
    var third = x.lanewise(LSHR, 16).sub(fourth.lanewise(LSHL, 8)).and(0xFFFF);
    var second = y.sub(third.lanewise(LSHL, 8)).and(0xFFFF);
    x.sub(second.lanewise(LSHL, 8)).and(0xFFFF).intoArray(sums, place);
    second.intoArray(sums, place + 4);
    third.intoArray(sums, place + 8);
    fourth.intoArray(sums, place + 12);
    x = evenHigh;
    y = oddHigh;
    fourth = y.lanewise(LSHR, 16);
    third = x.lanewise(LSHR, 16).sub(fourth.lanewise(LSHL, 8)).and(0xFFFF);
    second = y.sub(third.lanewise(LSHL, 8)).and(0xFFFF);
    x.sub(second.lanewise(LSHL, 8)).and(0xFFFF).intoArray(sums, place + 16);
    second.intoArray(sums, place + 20);
    third.intoArray(sums, place + 24);
    fourth.intoArray(sums, place + 28);
  }

  static void sumPairs(
      MemorySegment codes, long offset, int bytes, byte[] tables, int[] sums, int place) {
    var even = IntVector.zero(INTS);
    var odd = IntVector.zero(INTS);
    var evenHigh = IntVector.zero(INTS);
    var oddHigh = IntVector.zero(INTS);
    for (int i = 0; i != bytes; i += 64) {
      var table = ByteVector.fromArray(BYTES, tables, i);
      var code = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      var low = code.selectFrom(table);
      var high = code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table);
      table = ByteVector.fromArray(BYTES, tables, i + 16);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 16, LITTLE_ENDIAN);
      low = low.add(code.selectFrom(table));
      high =
          high.add(
              code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table));
      var ints = low.reinterpretAsInts();
      odd =
          odd.reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      even = even.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      ints = high.reinterpretAsInts();
      oddHigh =
          oddHigh
              .reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      evenHigh = evenHigh.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      table = ByteVector.fromArray(BYTES, tables, i + 32);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 32, LITTLE_ENDIAN);
      low = code.selectFrom(table);
      high = code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table);
      table = ByteVector.fromArray(BYTES, tables, i + 48);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 48, LITTLE_ENDIAN);
      low = low.add(code.selectFrom(table));
      high =
          high.add(
              code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table));
      ints = low.reinterpretAsInts();
      odd =
          odd.reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      even = even.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      ints = high.reinterpretAsInts();
      oddHigh =
          oddHigh
              .reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      evenHigh = evenHigh.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
    }
    var x = even;
    var y = odd;
    var fourth = y.lanewise(LSHR, 16);
    var third = x.lanewise(LSHR, 16).sub(fourth.lanewise(LSHL, 8)).and(0xFFFF);
    var second = y.sub(third.lanewise(LSHL, 8)).and(0xFFFF);
    x.sub(second.lanewise(LSHL, 8)).and(0xFFFF).intoArray(sums, place);
    second.intoArray(sums, place + 4);
    third.intoArray(sums, place + 8);
    fourth.intoArray(sums, place + 12);
    x = evenHigh;
    y = oddHigh;
    fourth = y.lanewise(LSHR, 16);
    third = x.lanewise(LSHR, 16).sub(fourth.lanewise(LSHL, 8)).and(0xFFFF);
    second = y.sub(third.lanewise(LSHL, 8)).and(0xFFFF);
    x.sub(second.lanewise(LSHL, 8)).and(0xFFFF).intoArray(sums, place + 16);
    second.intoArray(sums, place + 20);
    third.intoArray(sums, place + 24);
    fourth.intoArray(sums, place + 28);
  }

  static void sumSingly(
      MemorySegment codes, long offset, int bytes, byte[] tables, int[] sums, int place) {
    var even = IntVector.zero(INTS);
    var odd = IntVector.zero(INTS);
    var evenHigh = IntVector.zero(INTS);
    var oddHigh = IntVector.zero(INTS);
    for (int i = 0; i != bytes; i += 64) {
      var table = ByteVector.fromArray(BYTES, tables, i);
      var code = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      var low = code.selectFrom(table);
      var high = code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table);
      var ints = low.reinterpretAsInts();
      odd =
          odd.reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      even = even.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      ints = high.reinterpretAsInts();
      oddHigh =
          oddHigh
              .reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      evenHigh = evenHigh.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      table = ByteVector.fromArray(BYTES, tables, i + 16);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 16, LITTLE_ENDIAN);
      low = code.selectFrom(table);
      high = code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table);
      ints = low.reinterpretAsInts();
      odd =
          odd.reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      even = even.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      ints = high.reinterpretAsInts();
      oddHigh =
          oddHigh
              .reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      evenHigh = evenHigh.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      table = ByteVector.fromArray(BYTES, tables, i + 32);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 32, LITTLE_ENDIAN);
      low = code.selectFrom(table);
      high = code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table);
      ints = low.reinterpretAsInts();
      odd =
          odd.reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      even = even.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      ints = high.reinterpretAsInts();
      oddHigh =
          oddHigh
              .reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      evenHigh = evenHigh.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      table = ByteVector.fromArray(BYTES, tables, i + 48);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 48, LITTLE_ENDIAN);
      low = code.selectFrom(table);
      high = code.reinterpretAsInts().lanewise(LSHR, 4).reinterpretAsBytes().selectFrom(table);
      ints = low.reinterpretAsInts();
      odd =
          odd.reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      even = even.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
      ints = high.reinterpretAsInts();
      oddHigh =
          oddHigh
              .reinterpretAsShorts()
              .add(ints.lanewise(LSHR, 8).reinterpretAsShorts())
              .reinterpretAsInts();
      evenHigh = evenHigh.reinterpretAsShorts().add(ints.reinterpretAsShorts()).reinterpretAsInts();
    }
    var x = even;
    var y = odd;
    var fourth = y.lanewise(LSHR, 16);
    var third = x.lanewise(LSHR, 16).sub(fourth.lanewise(LSHL, 8)).and(0xFFFF);
    var second = y.sub(third.lanewise(LSHL, 8)).and(0xFFFF);
    x.sub(second.lanewise(LSHL, 8)).and(0xFFFF).intoArray(sums, place);
    second.intoArray(sums, place + 4);
    third.intoArray(sums, place + 8);
    fourth.intoArray(sums, place + 12);
    x = evenHigh;
    y = oddHigh;
    fourth = y.lanewise(LSHR, 16);
    third = x.lanewise(LSHR, 16).sub(fourth.lanewise(LSHL, 8)).and(0xFFFF);
    second = y.sub(third.lanewise(LSHL, 8)).and(0xFFFF);
    x.sub(second.lanewise(LSHL, 8)).and(0xFFFF).intoArray(sums, place + 16);
    second.intoArray(sums, place + 20);
    third.intoArray(sums, place + 24);
    fourth.intoArray(sums, place + 28);
  }

  /// Bit `i` of the result says whether the sum at `place + i` is greater than the threshold.
  static int above(int[] sums, int place, int threshold) {
    int mask = 0;
    for (int i = 0; i < FastScan.BLOCK; i += INTS.length()) {
      var greater = IntVector.fromArray(INTS, sums, place + i).compare(GT, threshold);
      mask |= (int) greater.toLong() << i;
    }
    return mask;
  }
}
