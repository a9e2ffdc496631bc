package dev.eidetic.vectors;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// Fast scan on 512-bit lanes: four subquantizers a step, their four tables side by side in one
/// register of 64 entries, looked up by AVX-512 VBMI's byte permutation. The rest is as in
/// [LaneFastScan]; at the end the four parts of each register are added.
final class WideFastScan {

  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;

  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;

  private static final byte NIBBLE = 15;

  /// Where a byte's table begins: 0, 16, 32 or 48.
  private static final ByteVector FIRST_ENTRY = firstEntry();

  private static final VectorShuffle<Integer> SWAP_HALVES =
      VectorShuffle.fromOp(INTS, lane -> lane ^ 8);

  private static final VectorShuffle<Integer> SWAP_QUARTERS =
      VectorShuffle.fromOp(INTS, lane -> lane ^ 4);

  private WideFastScan() {}

  private static ByteVector firstEntry() {
    var entries = new byte[BYTES.length()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = (byte) (i & 0x30);
    }
    return ByteVector.fromArray(BYTES, entries, 0);
  }

  /// Sums one block; as [LaneFastScan#sum].
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
    int whole = bytes - bytes % 256;
    int i = 0;
    for (; i != whole; i += 256) {
      var table = ByteVector.fromArray(BYTES, tables, i);
      var code = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      var low = code.and(NIBBLE).or(FIRST_ENTRY).selectFrom(table);
      var high =
          code.reinterpretAsInts()
              .lanewise(LSHR, 4)
              .reinterpretAsBytes()
              .and(NIBBLE)
              .or(FIRST_ENTRY)
              .selectFrom(table);
      table = ByteVector.fromArray(BYTES, tables, i + 64);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 64, LITTLE_ENDIAN);
      low = low.add(code.and(NIBBLE).or(FIRST_ENTRY).selectFrom(table));
      high =
          high.add(
              code.reinterpretAsInts()
                  .lanewise(LSHR, 4)
                  .reinterpretAsBytes()
                  .and(NIBBLE)
                  .or(FIRST_ENTRY)
                  .selectFrom(table));
      table = ByteVector.fromArray(BYTES, tables, i + 128);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 128, LITTLE_ENDIAN);
      low = low.add(code.and(NIBBLE).or(FIRST_ENTRY).selectFrom(table));
      high =
          high.add(
              code.reinterpretAsInts()
                  .lanewise(LSHR, 4)
                  .reinterpretAsBytes()
                  .and(NIBBLE)
                  .or(FIRST_ENTRY)
                  .selectFrom(table));
      table = ByteVector.fromArray(BYTES, tables, i + 192);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 192, LITTLE_ENDIAN);
      low = low.add(code.and(NIBBLE).or(FIRST_ENTRY).selectFrom(table));
      high =
          high.add(
              code.reinterpretAsInts()
                  .lanewise(LSHR, 4)
                  .reinterpretAsBytes()
                  .and(NIBBLE)
                  .or(FIRST_ENTRY)
                  .selectFrom(table));
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
    for (; i != bytes; i += 64) {
      var table = ByteVector.fromArray(BYTES, tables, i);
      var code = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      var low = code.and(NIBBLE).or(FIRST_ENTRY).selectFrom(table);
      var high =
          code.reinterpretAsInts()
              .lanewise(LSHR, 4)
              .reinterpretAsBytes()
              .and(NIBBLE)
              .or(FIRST_ENTRY)
              .selectFrom(table);
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
    even =
        even.reinterpretAsShorts()
            .add(even.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    even =
        even.reinterpretAsShorts()
            .add(even.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    var x = even.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
    odd =
        odd.reinterpretAsShorts()
            .add(odd.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    odd =
        odd.reinterpretAsShorts()
            .add(odd.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    var y = odd.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
    var fourth = y.lanewise(LSHR, 16);
    var third = x.lanewise(LSHR, 16).sub(fourth.lanewise(LSHL, 8)).and(0xFFFF);
    var second = y.sub(third.lanewise(LSHL, 8)).and(0xFFFF);
    x.sub(second.lanewise(LSHL, 8)).and(0xFFFF).intoArray(sums, place);
    second.intoArray(sums, place + 4);
    third.intoArray(sums, place + 8);
    fourth.intoArray(sums, place + 12);
    evenHigh =
        evenHigh
            .reinterpretAsShorts()
            .add(evenHigh.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    evenHigh =
        evenHigh
            .reinterpretAsShorts()
            .add(evenHigh.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    x = evenHigh.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
    oddHigh =
        oddHigh
            .reinterpretAsShorts()
            .add(oddHigh.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    oddHigh =
        oddHigh
            .reinterpretAsShorts()
            .add(oddHigh.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    y = oddHigh.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
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
    int whole = bytes - bytes % 128;
    int i = 0;
    for (; i != whole; i += 128) {
      var table = ByteVector.fromArray(BYTES, tables, i);
      var code = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      var low = code.and(NIBBLE).or(FIRST_ENTRY).selectFrom(table);
      var high =
          code.reinterpretAsInts()
              .lanewise(LSHR, 4)
              .reinterpretAsBytes()
              .and(NIBBLE)
              .or(FIRST_ENTRY)
              .selectFrom(table);
      table = ByteVector.fromArray(BYTES, tables, i + 64);
      code = ByteVector.fromMemorySegment(BYTES, codes, offset + i + 64, LITTLE_ENDIAN);
      low = low.add(code.and(NIBBLE).or(FIRST_ENTRY).selectFrom(table));
      high =
          high.add(
              code.reinterpretAsInts()
                  .lanewise(LSHR, 4)
                  .reinterpretAsBytes()
                  .and(NIBBLE)
                  .or(FIRST_ENTRY)
                  .selectFrom(table));
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
    for (; i != bytes; i += 64) {
      var table = ByteVector.fromArray(BYTES, tables, i);
      var code = ByteVector.fromMemorySegment(BYTES, codes, offset + i, LITTLE_ENDIAN);
      var low = code.and(NIBBLE).or(FIRST_ENTRY).selectFrom(table);
      var high =
          code.reinterpretAsInts()
              .lanewise(LSHR, 4)
              .reinterpretAsBytes()
              .and(NIBBLE)
              .or(FIRST_ENTRY)
              .selectFrom(table);
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
    even =
        even.reinterpretAsShorts()
            .add(even.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    even =
        even.reinterpretAsShorts()
            .add(even.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    var x = even.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
    odd =
        odd.reinterpretAsShorts()
            .add(odd.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    odd =
        odd.reinterpretAsShorts()
            .add(odd.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    var y = odd.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
    var fourth = y.lanewise(LSHR, 16);
    var third = x.lanewise(LSHR, 16).sub(fourth.lanewise(LSHL, 8)).and(0xFFFF);
    var second = y.sub(third.lanewise(LSHL, 8)).and(0xFFFF);
    x.sub(second.lanewise(LSHL, 8)).and(0xFFFF).intoArray(sums, place);
    second.intoArray(sums, place + 4);
    third.intoArray(sums, place + 8);
    fourth.intoArray(sums, place + 12);
    evenHigh =
        evenHigh
            .reinterpretAsShorts()
            .add(evenHigh.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    evenHigh =
        evenHigh
            .reinterpretAsShorts()
            .add(evenHigh.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    x = evenHigh.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
    oddHigh =
        oddHigh
            .reinterpretAsShorts()
            .add(oddHigh.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    oddHigh =
        oddHigh
            .reinterpretAsShorts()
            .add(oddHigh.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    y = oddHigh.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
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
      var low = code.and(NIBBLE).or(FIRST_ENTRY).selectFrom(table);
      var high =
          code.reinterpretAsInts()
              .lanewise(LSHR, 4)
              .reinterpretAsBytes()
              .and(NIBBLE)
              .or(FIRST_ENTRY)
              .selectFrom(table);
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
    even =
        even.reinterpretAsShorts()
            .add(even.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    even =
        even.reinterpretAsShorts()
            .add(even.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    var x = even.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
    odd =
        odd.reinterpretAsShorts()
            .add(odd.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    odd =
        odd.reinterpretAsShorts()
            .add(odd.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    var y = odd.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
    var fourth = y.lanewise(LSHR, 16);
    var third = x.lanewise(LSHR, 16).sub(fourth.lanewise(LSHL, 8)).and(0xFFFF);
    var second = y.sub(third.lanewise(LSHL, 8)).and(0xFFFF);
    x.sub(second.lanewise(LSHL, 8)).and(0xFFFF).intoArray(sums, place);
    second.intoArray(sums, place + 4);
    third.intoArray(sums, place + 8);
    fourth.intoArray(sums, place + 12);
    evenHigh =
        evenHigh
            .reinterpretAsShorts()
            .add(evenHigh.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    evenHigh =
        evenHigh
            .reinterpretAsShorts()
            .add(evenHigh.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    x = evenHigh.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
    oddHigh =
        oddHigh
            .reinterpretAsShorts()
            .add(oddHigh.rearrange(SWAP_HALVES).reinterpretAsShorts())
            .reinterpretAsInts();
    oddHigh =
        oddHigh
            .reinterpretAsShorts()
            .add(oddHigh.rearrange(SWAP_QUARTERS).reinterpretAsShorts())
            .reinterpretAsInts();
    y = oddHigh.reinterpretShape(IntVector.SPECIES_128, 0).reinterpretAsInts();
    fourth = y.lanewise(LSHR, 16);
    third = x.lanewise(LSHR, 16).sub(fourth.lanewise(LSHL, 8)).and(0xFFFF);
    second = y.sub(third.lanewise(LSHL, 8)).and(0xFFFF);
    x.sub(second.lanewise(LSHL, 8)).and(0xFFFF).intoArray(sums, place + 16);
    second.intoArray(sums, place + 20);
    third.intoArray(sums, place + 24);
    fourth.intoArray(sums, place + 28);
  }
}
