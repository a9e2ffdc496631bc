package dev.eidetic.encode.hash;

import java.util.List;

/// A picture's hash, and those of its mirror images and quarter turns, which need no second look at
/// the pixels.
///
/// @param hash of the picture as it is
/// @param quality 0 to 100: how much there is to see; hashes below 50 say little
/// @param turned of the picture turned left by 90, 180 and 270 degrees, upside down (mirrored top
///   to bottom), mirrored left to right, and mirrored at either diagonal, in this order
public record HashedPicture(PerceptualHash hash, int quality, List<PerceptualHash> turned) {

  /// Pictures of lower quality have next to nothing in them, and match anything that has.
  public static final int LEAST_QUALITY = 50;

  public HashedPicture {
    turned = List.copyOf(turned);
  }
}
