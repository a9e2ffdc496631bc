package dev.eidetic.engine.local;

import dev.eidetic.encode.image.Pixels;
import java.util.Arrays;

/// Two pictures side by side, to be drawn on.
final class PicturePair {

  private static final int GAP = 12;

  private final int width;
  private final int height;
  private final int rightStart;
  private final byte[] rgb;

  PicturePair(Pixels left, Pixels right) {
    rightStart = left.width() + GAP;
    width = rightStart + right.width();
    height = Math.max(left.height(), right.height());
    rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) 255);
    copy(left, 0);
    copy(right, rightStart);
  }

  private void copy(Pixels pixels, int x) {
    for (int y = 0; y < pixels.height(); y++) {
      System.arraycopy(
          pixels.rgb(), 3 * y * pixels.width(), rgb, 3 * (y * width + x), 3 * pixels.width());
    }
  }

  /// Where the right picture begins.
  int rightStart() {
    return rightStart;
  }

  Pixels pixels() {
    return Pixels.of(width, height, rgb);
  }

  /// Mixes a colour into a pixel; outside nothing happens.
  ///
  /// @param red 0 to 255, as `green` and `blue`
  /// @param share of the colour, 0 to 1
  void mix(int x, int y, double red, double green, double blue, double share) {
    if (0 <= x && x < width && 0 <= y && y < height) {
      int at = 3 * (y * width + x);
      rgb[at] = mixed(rgb[at], red, share);
      rgb[at + 1] = mixed(rgb[at + 1], green, share);
      rgb[at + 2] = mixed(rgb[at + 2], blue, share);
    }
  }

  private static byte mixed(byte before, double colour, double share) {
    return (byte) Math.round((1 - share) * (before & 0xff) + share * colour);
  }
}
