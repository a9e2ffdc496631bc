package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// One bit per coordinate of the difference between two vectors, with what is needed to estimate
/// distances from it by [LinkEstimates]. Source: Gao and Long, RaBitQ, 2024,
/// <https://arxiv.org/abs/2405.12497>.
///
/// With `c` the *origin*, `d` the difference of the vector to it, `s` its signs, each 1 or -1, and
/// `f = |d|^2 / <d, s>`: `f * s` estimates `d`, without bias if everything was rotated at random.
/// So for a query `q`, `|q - c|^2 + |d|^2 - 2 f <q - c, s>` estimates its squared distance to the
/// vector. The part that the query has no part in, `|d|^2 + 2 f <c, s>`, is the addend and `-2 f`
/// the multiplier.
public final class SignCodes {

  /// Coordinates per code.
  public static final int PER_CODE = 4;

  /// How the numbers of the vectors that are coded are kept.
  public static final ElementType TYPE = ElementType.BFLOAT16;

  /// Factors of nothing: the estimate is infinite.
  public static final int NO_FACTORS = LinkEstimates.factors(Float.POSITIVE_INFINITY, 0);

  private SignCodes() {}

  /// Codes one vector.
  ///
  /// @param origin a multiple of 16 numbers
  /// @param vectors holds as many of [#TYPE] from `at` on
  /// @param codes receives one code of 4 bits per four coordinates; bit `i` is set where the
  ///   difference of the `i`-th of them is positive
  /// @return the factors, see [LinkEstimates#factors]
  public static int encode(float[] origin, MemorySegment vectors, long at, byte[] codes) {
    require(
        origin.length % 16 == 0,
        "origin has %d numbers; it must be a multiple of 16",
        origin.length);
    Objects.checkFromIndexSize(0, origin.length / PER_CODE, codes.length);
    return Kernels.HAS_LANES
        ? LaneSignCodes.encode(origin, vectors, at, codes)
        : scalarEncode(origin, vectors, at, codes);
  }

  static int scalarEncode(float[] origin, MemorySegment vectors, long at, byte[] codes) {
    float square = 0;
    float absolute = 0;
    float product = 0;
    for (int i = 0; i < origin.length; i++) {
      float difference = TYPE.read(vectors, at + (long) TYPE.bytes() * i) - origin[i];
      square = Math.fma(difference, difference, square);
      absolute += Math.abs(difference);
      product += difference > 0 ? origin[i] : -origin[i];
      int bit = difference > 0 ? 1 << i % PER_CODE : 0;
      codes[i / PER_CODE] = (byte) (i % PER_CODE == 0 ? bit : codes[i / PER_CODE] | bit);
    }
    return factors(square, absolute, product);
  }

  /// @param square `|d|^2`
  /// @param absolute `<d, s>`
  /// @param product `<c, s>`
  static int factors(float square, float absolute, float product) {
    float factor = absolute > 0 ? square / absolute : 0;
    float multiplier = LinkEstimates.rounded(-2 * factor);
    return LinkEstimates.factors(square - multiplier * product, multiplier);
  }
}
