package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/// Turns the sums of a [FastScan] block into estimates, 32 at once, and says which of them are
/// small enough.
///
/// Each vector of a block has two *factors*, an addend and a multiplier. Its estimate is
/// `multiplier * (scale * sum + constant) + addend + base`. The factors are packed into 32 bits, as
/// the upper halves of floats ([#rounded]): the addend's in the lower 16 bits, the multiplier's in
/// the upper.
public final class LinkEstimates {

  /// Bytes of a block's factors.
  public static final int FACTOR_BYTES = 4 * FastScan.BLOCK;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private LinkEstimates() {}

  /// Rounds and packs two factors.
  public static int factors(float addend, float multiplier) {
    return upperHalf(addend) >>> 16 | upperHalf(multiplier);
  }

  /// A factor as it is kept: the nearest float with 8 significant bits, the even one of two;
  /// infinite if it is too large for that.
  public static float rounded(float factor) {
    return Float.intBitsToFloat(upperHalf(factor));
  }

  private static int upperHalf(float factor) {
    int bits = Float.floatToRawIntBits(factor);
    return (bits + 0x7FFF + (bits >>> 16 & 1)) & 0xFFFF0000;
  }

  /// Estimates for one block.
  ///
  /// @param factors where the block's factors begin in `memory`
  /// @param sums of the block, from place 0 on
  /// @param base added to every estimate
  /// @param scale of the sums
  /// @param constant added to the scaled sums
  /// @param bound what an estimate must be less than
  /// @param estimates receives 32 of them
  /// @return bit `i` is set if estimate `i` is less than the bound
  public static int below(
      MemorySegment memory,
      long factors,
      int[] sums,
      float base,
      float scale,
      float constant,
      float bound,
      float[] estimates) {
    Objects.checkFromIndexSize(0, FastScan.BLOCK, sums.length);
    Objects.checkFromIndexSize(0, FastScan.BLOCK, estimates.length);
    return Kernels.HAS_LANES
        ? LaneLinkEstimates.below(memory, factors, sums, base, scale, constant, bound, estimates)
        : scalarBelow(memory, factors, sums, base, scale, constant, bound, estimates);
  }

  static int scalarBelow(
      MemorySegment memory,
      long factors,
      int[] sums,
      float base,
      float scale,
      float constant,
      float bound,
      float[] estimates) {
    int mask = 0;
    for (int i = 0; i < FastScan.BLOCK; i++) {
      int packed = memory.get(INT, factors + 4L * i);
      float addend = Float.intBitsToFloat(packed << 16);
      float multiplier = Float.intBitsToFloat(packed & 0xFFFF0000);
      float product = Math.fma(sums[i], scale, constant);
      estimates[i] = Math.fma(multiplier, product, addend + base);
      mask |= estimates[i] < bound ? 1 << i : 0;
    }
    return mask;
  }
}
