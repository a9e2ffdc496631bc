package dev.eidetic.encode.image;

import static dev.eidetic.vectors.Preconditions.require;

/// What is refused before any decoder runs.
///
/// @param maxPixels width times height as the header states them, at least 1
/// @param maxBytes of the encoded file, at least 1
public record DecodeLimits(long maxPixels, long maxBytes) {

  /// 60 megapixels and 256 MiB.
  public static final DecodeLimits DEFAULT = new DecodeLimits(60_000_000, 256L << 20);

  public DecodeLimits {
    require(maxPixels >= 1, "maxPixels is %d; it must be at least 1", maxPixels);
    require(maxBytes >= 1, "maxBytes is %d; it must be at least 1", maxBytes);
  }
}
