package dev.eidetic.encode.image;

/// Turns the bytes of an image file into upright sRGB pixels, within limits.
///
/// Any number of threads may decode at once.
///
/// **What comes out** is part of what defines a vector, so it is fixed:
///
/// - The first frame or page, turned upright by its EXIF orientation.
/// - Transparent pixels are blended onto white, rounding to nearest; a GIF frame smaller than its
///   canvas lies on white. 16-bit samples become 8-bit ones as `v / 257`, rounded. Gray values
///   count for all three channels, CMYK is converted without a profile, and embedded colour
///   profiles are not applied.
/// - **Reduction.** Let `s` be the shorter side of the full picture. JPEG: the largest `k` of 8, 4,
///   2, 1 with `ceil(s / k) >= wantedSide` is chosen, and the decoder delivers `ceil(width / k)` x
///   `ceil(height / k)` pixels by its scaled inverse cosine transform. All other formats: with `f =
///   floor(s / wantedSide)`, nothing happens if `f < 2`; otherwise the picture is averaged over
///   boxes (area interpolation) down to `floor(width / f)` x `floor(height / f)`. Nothing else is
///   resized here: exact sizes are the business of preprocessing.
public interface ImageDecoder {

  /// Decodes a whole file.
  ///
  /// @param file the file's content; read during the call, never kept
  /// @param wantedSide pixels, at least 1: the picture may come reduced, by the rule above, as long
  ///   as its shorter side is at least this; `Integer.MAX_VALUE` asks for the full size
  /// @throws ImageRefusedException if it cannot or must not be decoded; the message says why
  DecodedImage decode(byte[] file, int wantedSide) throws ImageRefusedException;
}
