package dev.eidetic.encode.image;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Objects;

/// A picture in memory: height x width x 3, row after row from the top, red, green, blue, sRGB, 8
/// bits each.
///
/// Holds the caller's array without copying it; whoever shares one must not write to it.
public final class Pixels {

  private final int width;
  private final int height;
  private final byte[] rgb;

  private Pixels(int width, int height, byte[] rgb) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /// Wraps an array.
  ///
  /// @param width at least 1
  /// @param height at least 1
  /// @param rgb exactly `width * height * 3` bytes
  public static Pixels of(int width, int height, byte[] rgb) {
    require(
        width >= 1 && height >= 1, "picture is %d x %d; sides must be at least 1", width, height);
    require(
        rgb.length == 3L * width * height,
        "picture of %d x %d has %d bytes; it must have %d",
        width,
        height,
        rgb.length,
        3L * width * height);
    return new Pixels(width, height, rgb);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// The array itself, not a copy.
  public byte[] rgb() {
    return rgb;
  }

  /// A rectangle of the picture, which lies inside; a copy.
  public Pixels part(int left, int top, int partWidth, int partHeight) {
    Objects.checkFromIndexSize(left, partWidth, width);
    Objects.checkFromIndexSize(top, partHeight, height);
    var part = new byte[3 * partWidth * partHeight];
    for (int row = 0; row < partHeight; row++) {
      int from = 3 * ((top + row) * width + left);
      System.arraycopy(rgb, from, part, 3 * row * partWidth, 3 * partWidth);
    }
    return of(partWidth, partHeight, part);
  }

  /// One channel of one pixel, 0 to 255.
  ///
  /// @param channel 0 red, 1 green, 2 blue
  public int at(int x, int y, int channel) {
    return rgb[3 * (y * width + x) + channel] & 0xff;
  }
}
