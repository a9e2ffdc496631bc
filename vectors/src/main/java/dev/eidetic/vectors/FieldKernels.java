package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/// Inner products of codes of 1, 2, 4 or 8 bits per number with a query of floats.
///
/// Other sizes are sums: a code of 5 bits is one of 4 and one of 1 bit, whose products are computed
/// apart and added, that of the upper part times 2. Numbers are unsigned; for a code that stands
/// for `scale * number + offset` multiply the product by `scale` and add `offset` times the sum of
/// the query.
///
/// **Layout.** A *group* of `128 / bits` numbers takes 16 bytes. Byte `j` of it holds the numbers
/// `j`, `j + 16`, `j + 32` and so on, from its lowest bits up, so that each shift of the 16 bytes
/// yields 16 consecutive numbers. A code is padded with zeros to whole groups, and so is a query.
///
/// To first order, a product is no further than `n * 2^-24` times the sum of the absolute terms
/// from the exact one. Codes lie in native or mapped memory. Thread-safe as long as nobody writes
/// what is read.
public final class FieldKernels {

  /// Bytes per group.
  static final int GROUP = 16;

  private FieldKernels() {}

  /// Numbers per group.
  ///
  /// @param bits 1, 2, 4 or 8
  public static int groupLength(int bits) {
    require(
        bits == 1 || bits == 2 || bits == 4 || bits == 8,
        "bits is %d; it must be 1, 2, 4 or 8, other sizes are made of these",
        bits);
    return GROUP * (Byte.SIZE / bits);
  }

  /// The length of a query for vectors of a dimension: whole groups.
  public static int paddedLength(int dimension, int bits) {
    int group = groupLength(bits);
    return (dimension + group - 1) / group * group;
  }

  /// The size of a code.
  public static int codeBytes(int dimension, int bits) {
    return paddedLength(dimension, bits) * bits / Byte.SIZE;
  }

  /// Packs one code.
  ///
  /// @param numbers one per byte, of which the lowest `bits` bits count
  public static void pack(byte[] numbers, int bits, MemorySegment codes, long offset) {
    int group = groupLength(bits);
    int mask = (1 << bits) - 1;
    for (int i = 0; i < codeBytes(numbers.length, bits); i++) {
      int first = i / GROUP * group + i % GROUP;
      int packed = 0;
      for (int shift = 0; shift < Byte.SIZE; shift += bits) {
        int place = first + GROUP * (shift / bits);
        packed |= place < numbers.length ? (numbers[place] & mask) << shift : 0;
      }
      codes.set(ValueLayout.JAVA_BYTE, offset + i, (byte) packed);
    }
  }

  /// Inner product of one code with a query.
  ///
  /// @param query whole groups of numbers, see [#paddedLength]
  /// @param offset where the code begins
  public static float dot(float[] query, int bits, MemorySegment codes, long offset) {
    int group = groupLength(bits);
    require(
        query.length % group == 0,
        "query has %d numbers; it must be padded to a multiple of %d",
        query.length,
        group);
    require(codes.isNative(), "codes lie on the heap; they must be native or mapped");
    int bytes = query.length / group * GROUP;
    Objects.checkFromIndexSize(offset, bytes, codes.byteSize());
    if (!Kernels.HAS_LANES) {
      return ScalarFieldKernels.dot(query, bits, codes, offset);
    }
    return switch (bits) {
      case 1 -> LaneFieldKernels.dotBits(query, codes, offset, bytes);
      case 2 -> LaneFieldKernels.dotPairs(query, codes, offset, bytes);
      case 4 -> LaneFieldKernels.dotNibbles(query, codes, offset, bytes);
      default -> LaneFieldKernels.dotBytes(query, codes, offset, bytes);
    };
  }
}
