package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/// Turns the sums of a [FastScan] block into scores: each vector has an *addend* and a *factor* of
/// its own, and its score is `addend + factor * (scale * sum + shift)`.
///
/// **Layout.** 32 addends as 32-bit floats, then 32 factors as the upper halves of 32-bit floats,
/// little-endian; [#BYTES] in all.
public final class LinearScan {

  /// Addends and factors of one block.
  public static final int BYTES = FastScan.BLOCK * (4 + 2);

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static final int FACTORS = FastScan.BLOCK * 4;

  private LinearScan() {}

  /// The factor as it is stored: rounded to 8 significant bits, the nearest such number.
  public static float stored(float factor) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(factor) + 0x8000) & 0xFFFF0000);
  }

  /// Writes addend and factor of one vector.
  ///
  /// @param block where the [#BYTES] of the block begin
  /// @param vector 0 to 31
  /// @param factor not negative, finite
  public static void put(MemorySegment memory, long block, int vector, float addend, float factor) {
    Objects.checkIndex(vector, FastScan.BLOCK);
    memory.set(FLOAT, block + 4L * vector, addend);
    int bits = Float.floatToRawIntBits(stored(factor)) >>> 16;
    memory.set(SHORT, block + FACTORS + 2L * vector, (short) bits);
  }

  /// The addend of one vector.
  public static float addend(MemorySegment memory, long block, int vector) {
    return memory.get(FLOAT, block + 4L * vector);
  }

  /// The factor of one vector.
  public static float factor(MemorySegment memory, long block, int vector) {
    int bits = memory.get(SHORT, block + FACTORS + 2L * vector) << 16;
    return Float.intBitsToFloat(bits);
  }

  /// Scores the 32 vectors of a block and finds those that exceed a threshold.
  ///
  /// @param block where the [#BYTES] of the block begin in `memory`
  /// @param sums of the block, from place `first` on
  /// @param scores receives 32 scores, from place 0 on
  /// @return bit `i` is set if the score of vector `i` is greater than the threshold
  public static int above(
      MemorySegment memory,
      long block,
      int[] sums,
      int first,
      float scale,
      float shift,
      float threshold,
      float[] scores) {
    Objects.checkFromIndexSize(block, BYTES, memory.byteSize());
    Objects.checkFromIndexSize(first, FastScan.BLOCK, sums.length);
    Objects.checkFromIndexSize(0, FastScan.BLOCK, scores.length);
    return Kernels.HAS_LANES
        ? LaneLinearScan.above(memory, block, sums, first, scale, shift, threshold, scores)
        : scalarAbove(memory, block, sums, first, scale, shift, threshold, scores);
  }

  /// The scalar twin.
  static int scalarAbove(
      MemorySegment memory,
      long block,
      int[] sums,
      int first,
      float scale,
      float shift,
      float threshold,
      float[] scores) {
    int mask = 0;
    for (int i = 0; i < FastScan.BLOCK; i++) {
      float product = Math.fma(sums[first + i], scale, shift);
      scores[i] = Math.fma(factor(memory, block, i), product, addend(memory, block, i));
      mask |= scores[i] > threshold ? 1 << i : 0;
    }
    return mask;
  }
}
