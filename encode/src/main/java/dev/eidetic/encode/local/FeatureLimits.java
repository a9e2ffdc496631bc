package dev.eidetic.encode.local;

import static dev.eidetic.vectors.Preconditions.require;

/// How many features of how large a picture.
///
/// @param count of features at most, 1 to 10,000; the strongest are kept
/// @param side pixels, 32 to 4,096: a picture whose longer side is greater is reduced to it first,
///   and coordinates count in the reduced picture
public record FeatureLimits(int count, int side) {

  /// 500 features of at most 640 pixels.
  public static final FeatureLimits DEFAULT = new FeatureLimits(500, 640);

  public FeatureLimits {
    require(1 <= count && count <= 10_000, "count is %d; it must be 1 to 10000", count);
    require(32 <= side && side <= 4096, "side is %d pixels; it must be 32 to 4096", side);
  }
}
