package dev.eidetic.demo;

/// A drawn picture.
///
/// @param width in pixels
/// @param height in pixels
/// @param rgb red, green and blue (sRGB) of each pixel, row by row from the top; not copied
@SuppressWarnings("ArrayRecordComponent") // pixels are compared by those who draw, not here
public record Picture(int width, int height, byte[] rgb) {

  /// @throws IllegalArgumentException if `rgb` is not `3 * width * height` bytes
  public Picture {
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "rgb is %d bytes; a picture of %d x %d pixels has %d"
              .formatted(rgb.length, width, height, 3L * width * height));
    }
  }
}
