package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;

/// Vectors of small unsigned numbers of 1 to 7 bits, packed without a gap, and their inner products
/// with vectors of floats.
///
/// **Layout.** The bits of a number are split into *parts* of 4, 2 and 1 bits, whichever its width
/// needs, the lowest bits in the first part; the parts lie one after the other. A part of `p` bits
/// takes `n = dimension * p / 8` bytes, and byte `j` holds the numbers of the coordinates `j`, `j +
/// n`, `j + 2n`, ... from its lowest bits up. So whatever the width of the lanes, one load of bytes
/// and a shift by a constant give numbers of neighbouring coordinates.
///
/// Codes lie outside the heap. All methods are thread-safe as long as nobody writes what is read.
public final class PackedCodes {

  /// Coordinates are a multiple of this.
  public static final int GRANULE = 8;

  static final int[] PARTS = {4, 2, 1};

  private PackedCodes() {}

  /// Bytes of one vector.
  ///
  /// @param dimension a multiple of [#GRANULE]
  /// @param bits per number, 0 to 7
  public static int bytes(int dimension, int bits) {
    require(
        dimension >= 0 && dimension % GRANULE == 0,
        "dimension is %d; it must be a multiple of %d",
        dimension,
        GRANULE);
    require(0 <= bits && bits <= 7, "bits is %d; it must be 0 to 7", bits);
    return dimension / GRANULE * bits;
  }

  /// Writes one vector.
  ///
  /// @param numbers one per coordinate; only their lowest `bits` count
  public static void pack(byte[] numbers, int bits, MemorySegment target, long offset) {
    int size = bytes(numbers.length, bits);
    Objects.checkFromIndexSize(offset, size, target.byteSize());
    int done = 0;
    long at = offset;
    for (int part : PARTS) {
      if ((bits & part) != 0) {
        packPart(numbers, done, part, target, at);
        done += part;
        at += bytes(numbers.length, part);
      }
    }
  }

  private static void packPart(
      byte[] numbers, int shift, int part, MemorySegment target, long offset) {
    int length = bytes(numbers.length, part);
    int mask = (1 << part) - 1;
    for (int j = 0; j < length; j++) {
      int packed = 0;
      for (int i = 0; i * part < 8; i++) {
        packed |= (numbers[i * length + j] >> shift & mask) << (i * part);
      }
      target.set(ValueLayout.JAVA_BYTE, offset + j, (byte) packed);
    }
  }

  /// Reads one vector back.
  ///
  /// @param numbers receives one number per coordinate
  public static void unpack(MemorySegment codes, long offset, int bits, byte[] numbers) {
    int size = bytes(numbers.length, bits);
    Objects.checkFromIndexSize(offset, size, codes.byteSize());
    Arrays.fill(numbers, (byte) 0);
    int done = 0;
    long at = offset;
    for (int part : PARTS) {
      if ((bits & part) != 0) {
        unpackPart(codes, at, done, part, numbers);
        done += part;
        at += bytes(numbers.length, part);
      }
    }
  }

  private static void unpackPart(
      MemorySegment codes, long offset, int shift, int part, byte[] numbers) {
    int length = bytes(numbers.length, part);
    int mask = (1 << part) - 1;
    for (int j = 0; j < length; j++) {
      int packed = codes.get(ValueLayout.JAVA_BYTE, offset + j);
      for (int i = 0; i * part < 8; i++) {
        numbers[i * length + j] |= (byte) ((packed >> (i * part) & mask) << shift);
      }
    }
  }

  /// Inner product of a packed vector with a vector of floats.
  ///
  /// @param bits per number, 0 to 7
  /// @param query as many numbers as the vector has; gives the dimension
  /// @return the sum, off by at most `n * 2^-24` times the sum of the absolute terms, to first
  ///   order
  public static float dot(MemorySegment codes, long offset, int bits, float[] query) {
    Objects.checkFromIndexSize(offset, bytes(query.length, bits), codes.byteSize());
    return Kernels.HAS_LANES && LanePackedCodes.IS_FAST
        ? LanePackedCodes.dot(codes, offset, bits, query)
        : ScalarPackedCodes.dot(codes, offset, bits, query);
  }
}
