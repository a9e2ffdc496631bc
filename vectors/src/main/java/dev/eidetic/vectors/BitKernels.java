package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/// Inner products of codes of 1 bit per number with a query of few bits per number.
///
/// The faster way for few scattered codes; for blocks of 32 there is [FastScan]. The query is split
/// into *planes*: plane `b` holds bit `b` of each of its numbers, and the product is the sum over
/// the planes of `2^b` times the number of places where code and plane both have a one. All results
/// are exact.
///
/// Codes are little-endian 64-bit words, number `i` in bit `i % 64` of word `i / 64`, in native or
/// mapped memory; unused bits of the last word are zero. Thread-safe as long as nobody writes what
/// is read.
///
/// Source: Gao and Long, RaBitQ, 2024, <https://arxiv.org/abs/2405.12497>, section 3.3.2.
public final class BitKernels {

  static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /// Words of a plane that lie side by side.
  static final int STEP = 8;

  private BitKernels() {}

  /// The number of 64-bit words of a code.
  public static int words(int dimension) {
    return (dimension + Long.SIZE - 1) / Long.SIZE;
  }

  /// Packs one code.
  ///
  /// @param bits one number per byte, of which the lowest bit counts
  public static void pack(byte[] bits, MemorySegment codes, long offset) {
    for (int word = 0; word < words(bits.length); word++) {
      long packed = 0;
      for (int i = word * Long.SIZE; i < Math.min(bits.length, (word + 1) * Long.SIZE); i++) {
        packed |= (bits[i] & 1L) << i;
      }
      codes.set(WORD, offset + 8L * word, packed);
    }
  }

  /// The number of words that a query's planes take.
  public static int planeWords(int dimension, int bits) {
    return (words(dimension) + STEP - 1) / STEP * STEP * bits;
  }

  /// Splits a query into planes.
  ///
  /// @param query unsigned numbers below `2^bits`
  /// @param bits 1 to 8
  /// @param planes receives [#planeWords] words: eight of each plane, lowest bit first, then the
  ///   next eight of each; those beyond the query are zero
  public static void split(byte[] query, int bits, long[] planes) {
    require(1 <= bits && bits <= 8, "bits is %d; it must be 1 to 8", bits);
    Arrays.fill(planes, 0, planeWords(query.length, bits), 0);
    for (int i = 0; i < query.length; i++) {
      int word = i / Long.SIZE;
      for (int bit = 0; bit < bits; bit++) {
        int place = (word / STEP * bits + bit) * STEP + word % STEP;
        planes[place] |= (query[i] >> bit & 1L) << i;
      }
    }
  }

  /// Inner products of codes at equal distances with one query.
  ///
  /// @param offset where the first code begins
  /// @param stride bytes from one code to the next
  /// @param words per code
  /// @param planes from [#split]
  /// @param products receives `count` numbers
  public static void dots(
      MemorySegment codes,
      long offset,
      long stride,
      int count,
      int words,
      long[] planes,
      int bits,
      int[] products) {
    require(1 <= bits && bits <= 8, "bits is %d; it must be 1 to 8", bits);
    require(stride >= 0, "stride is %d; it must not be negative", stride);
    require(codes.isNative(), "codes lie on the heap; they must be native or mapped");
    Objects.checkFromIndexSize(0, planeWords(words * Long.SIZE, bits), planes.length);
    Objects.checkFromIndexSize(0, count, products.length);
    if (count == 0) {
      return;
    }
    Objects.checkFromIndexSize(offset, (count - 1) * stride + 8L * words, codes.byteSize());
    boolean wide = words >= STEP && Kernels.HAS_LANES && LaneWidth.HAS_POPULATION_COUNT;
    for (int i = 0; i < count; i++) {
      long code = offset + i * stride;
      products[i] =
          wide
              ? LaneBitKernels.dot(codes, code, words, planes, bits)
              : ScalarBitKernels.dot(codes, code, words, planes, bits);
    }
  }
}
