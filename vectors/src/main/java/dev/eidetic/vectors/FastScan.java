package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Sums of table look-ups by 4-bit codes, 32 vectors at once, with the tables in registers.
///
/// A vector has one code of 4 bits per *subquantizer*, a query one table of 16 bytes per
/// subquantizer, and what is computed for each vector is the sum, over the subquantizers, of the
/// entry that its code names: an inner product or a distance, scaled so that its parts are bytes.
///
/// **Layout.** The codes of 32 vectors form a block of `16 * subquantizers` bytes, subquantizer by
/// subquantizer. Byte `i` of the 16 of a subquantizer holds the code of vector `vectorOf(i)` in its
/// low and that of vector `vectorOf(i) + 16` in its high half, where `vectorOf(i)` is `i % 4 * 4 +
/// i / 4`: the order in which the sums leave the registers. The number of subquantizers is a
/// multiple of 4 ([#padded]); codes and tables of those added are zero. Whoever fills blocks does
/// it by [#pack] or [#setCode], then the order is nobody else's business.
///
/// **Scale.** `entryBits` says how large table entries are: below 64 (6), below 128 (7), or any
/// unsigned byte (8). Smaller ones are summed by fours or pairs in 8 bits, which is faster; larger
/// ones than promised give wrong sums. Sums are exact up to 65535, so that there are at most 257
/// subquantizers at 8 bits, 516 at 7 and 1040 at 6.
///
/// Codes lie outside the heap (native or mapped); bounds are checked once per call. All methods are
/// thread-safe as long as nobody writes what is read.
///
/// Sources: André, Kermarrec and Le Scouarnec, Cache locality is not enough, 2015,
/// <https://doi.org/10.14778/2856318.2856324>; Guo et al., 2020,
/// <https://arxiv.org/abs/1908.10396>.
public final class FastScan {

  /// Vectors per block.
  public static final int BLOCK = 32;

  /// Entries per table.
  static final int ENTRIES = 16;

  private FastScan() {}

  /// The number of subquantizers, rounded up to the multiple of 4 that a block has.
  public static int padded(int subquantizers) {
    return (subquantizers + 3) / 4 * 4;
  }

  /// The size of a block.
  ///
  /// @param subquantizers a multiple of 4
  public static int blockBytes(int subquantizers) {
    return ENTRIES * subquantizers;
  }

  /// The place among the first 16 vectors of a block of a subquantizer's byte.
  static int vectorOf(int i) {
    return i % 4 * 4 + i / 4;
  }

  /// Fills one block.
  ///
  /// @param codes one code per byte, vector after vector; only the low 4 bits count
  /// @param start of the first vector in `codes`
  /// @param vectors how many, at most 32; the rest of the block gets code 0
  /// @param subquantizers codes per vector; the block is that of [#padded] as many
  public static void pack(
      byte[] codes, int start, int vectors, int subquantizers, MemorySegment target, long offset) {
    require(0 <= vectors && vectors <= BLOCK, "vectors is %d; a block has 0 to 32", vectors);
    Objects.checkFromIndexSize(start, vectors * subquantizers, codes.length);
    int bytes = blockBytes(padded(subquantizers));
    Objects.checkFromIndexSize(offset, bytes, target.byteSize());
    for (int i = 0; i < bytes; i++) {
      int subquantizer = i / ENTRIES;
      int vector = vectorOf(i % ENTRIES);
      int low = 0;
      int high = 0;
      if (subquantizer < subquantizers) {
        int place = start + vector * subquantizers + subquantizer;
        low = vector < vectors ? codes[place] & 15 : 0;
        high = vector + 16 < vectors ? codes[place + 16 * subquantizers] & 15 : 0;
      }
      target.set(ValueLayout.JAVA_BYTE, offset + i, (byte) (low | high << 4));
    }
  }

  /// One code of a block.
  ///
  /// @param block where the block begins in `codes`
  /// @param vector 0 to 31
  public static int code(MemorySegment codes, long block, int subquantizer, int vector) {
    int pair = codes.get(ValueLayout.JAVA_BYTE, place(block, subquantizer, vector));
    return vector < 16 ? pair & 15 : pair >> 4 & 15;
  }

  /// Changes one code of a block; not for several threads at once in one block.
  ///
  /// @param block where the block begins in `codes`
  /// @param vector 0 to 31
  /// @param code 0 to 15
  public static void setCode(
      MemorySegment codes, long block, int subquantizer, int vector, int code) {
    long place = place(block, subquantizer, vector);
    int pair = codes.get(ValueLayout.JAVA_BYTE, place);
    int changed = vector < 16 ? (pair & 0xF0) | (code & 15) : (pair & 15) | (code << 4);
    codes.set(ValueLayout.JAVA_BYTE, place, (byte) changed);
  }

  private static long place(long block, int subquantizer, int vector) {
    Objects.checkIndex(vector, BLOCK);
    return block + (long) ENTRIES * subquantizer + vectorOf(vector % 16); // its own inverse
  }

  /// Sums of the vectors of consecutive blocks.
  ///
  /// @param offset where the first block begins in `codes`
  /// @param blocks how many, at least 0
  /// @param subquantizers a multiple of 4
  /// @param tables 16 unsigned bytes per subquantizer, subquantizer by subquantizer
  /// @param entryBits 6, 7 or 8, see above
  /// @param sums receives 32 sums per block, in the order of the vectors, from place 0 on
  public static void sums(
      MemorySegment codes,
      long offset,
      int blocks,
      int subquantizers,
      byte[] tables,
      int entryBits,
      int[] sums) {
    int bytes = check(codes, offset, blocks, subquantizers, tables, entryBits);
    Objects.checkFromIndexSize(0, blocks * BLOCK, sums.length);
    for (int block = 0; block < blocks; block++) {
      sum(codes, offset + (long) block * bytes, bytes, tables, entryBits, sums, block * BLOCK);
    }
  }

  /// The sum of one vector with tables of floats, for when bytes are too coarse.
  ///
  /// @param block where the block begins in `codes`
  /// @param subquantizers that count, at most as many as the block has
  /// @param vector 0 to 31
  /// @param tables 16 floats per subquantizer
  public static float sum(
      MemorySegment codes, long block, int subquantizers, int vector, float[] tables) {
    Objects.checkIndex(vector, BLOCK);
    Objects.checkFromIndexSize(0, subquantizers * ENTRIES, tables.length);
    int shift = vector < 16 ? 0 : 4;
    long first = block + vectorOf(vector % 16);
    float even = 0;
    float odd = 0;
    int i = 0;
    for (; i < subquantizers - 1; i += 2) {
      int code = codes.get(ValueLayout.JAVA_BYTE, first + (long) ENTRIES * i) >> shift & 15;
      even += tables[ENTRIES * i + code];
      code = codes.get(ValueLayout.JAVA_BYTE, first + (long) ENTRIES * (i + 1)) >> shift & 15;
      odd += tables[ENTRIES * (i + 1) + code];
    }
    if (i < subquantizers) {
      int code = codes.get(ValueLayout.JAVA_BYTE, first + (long) ENTRIES * i) >> shift & 15;
      even += tables[ENTRIES * i + code];
    }
    return even + odd;
  }

  /// Finds the vectors of consecutive blocks whose sum exceeds a threshold; the fused form of
  /// [#sums], for scans in which most blocks have no such vector.
  ///
  /// @param threshold -1 lets every vector pass
  /// @param sums receives the sums of all vectors, as [#sums] does
  /// @param positions receives the places in `sums` of those above, ascending; at least `32 *
  ///   blocks` long
  /// @return how many there are
  public static int above(
      MemorySegment codes,
      long offset,
      int blocks,
      int subquantizers,
      byte[] tables,
      int entryBits,
      int threshold,
      int[] sums,
      int[] positions) {
    int bytes = check(codes, offset, blocks, subquantizers, tables, entryBits);
    Objects.checkFromIndexSize(0, blocks * BLOCK, sums.length);
    Objects.checkFromIndexSize(0, blocks * BLOCK, positions.length);
    int count = 0;
    for (int block = 0; block < blocks; block++) {
      int first = block * BLOCK;
      sum(codes, offset + (long) block * bytes, bytes, tables, entryBits, sums, first);
      int mask = maskAbove(sums, first, threshold);
      for (; mask != 0; mask &= mask - 1) {
        positions[count++] = first + Integer.numberOfTrailingZeros(mask);
      }
    }
    return count;
  }

  /// Which of 32 sums exceed a threshold.
  ///
  /// @param first the place of the first of the 32
  /// @return bit `i` is set if the sum at `first + i` is greater
  public static int maskAbove(int[] sums, int first, int threshold) {
    Objects.checkFromIndexSize(first, BLOCK, sums.length);
    return Kernels.HAS_LANES
        ? LaneFastScan.above(sums, first, threshold)
        : ScalarFastScan.above(sums, first, threshold);
  }

  private static int check(
      MemorySegment codes,
      long offset,
      int blocks,
      int subquantizers,
      byte[] tables,
      int entryBits) {
    require(
        subquantizers >= 0 && subquantizers % 4 == 0,
        "subquantizers is %d; it must be a multiple of 4, see padded",
        subquantizers);
    require(6 <= entryBits && entryBits <= 8, "entryBits is %d; it must be 6 to 8", entryBits);
    require(codes.isNative(), "codes lie on the heap; they must be native or mapped");
    int bytes = blockBytes(subquantizers);
    Objects.checkFromIndexSize(0, bytes, tables.length);
    Objects.checkFromIndexSize(offset, (long) blocks * bytes, codes.byteSize());
    return bytes;
  }

  private static void sum(
      MemorySegment codes,
      long offset,
      int bytes,
      byte[] tables,
      int entryBits,
      int[] sums,
      int place) {
    if (!Kernels.HAS_LANES) {
      ScalarFastScan.sum(codes, offset, bytes, tables, sums, place);
    } else if (LaneWidth.HAS_WIDE_SHUFFLE) {
      WideFastScan.sum(codes, offset, bytes, tables, entryBits, sums, place);
    } else {
      LaneFastScan.sum(codes, offset, bytes, tables, entryBits, sums, place);
    }
  }
}
