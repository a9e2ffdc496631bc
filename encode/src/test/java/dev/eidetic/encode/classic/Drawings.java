package dev.eidetic.encode.classic;

import dev.eidetic.encode.image.Pixels;

/// Pictures drawn by code, the same everywhere.
final class Drawings {

  /// What colour a place has, as 0xRRGGBB.
  interface Paint {
    int at(int x, int y);
  }

  private Drawings() {}

  static Pixels draw(int width, int height, Paint paint) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int colour = paint.at(x, y);
        int base = 3 * (y * width + x);
        rgb[base] = (byte) (colour >> 16);
        rgb[base + 1] = (byte) (colour >> 8);
        rgb[base + 2] = (byte) colour;
      }
    }
    return Pixels.of(width, height, rgb);
  }

  static Pixels flat(int width, int height, int colour) {
    return draw(width, height, (_, _) -> colour);
  }

  /// A red disc on a blue-gray ramp, `scale` times 80 x 60 pixels.
  static Pixels disc(int scale) {
    return draw(
        80 * scale,
        60 * scale,
        (x, y) -> {
          int fromX = x - 35 * scale;
          int fromY = y - 32 * scale;
          boolean inside = fromX * fromX + fromY * fromY < 400 * scale * scale;
          return inside ? 0xc02818 : 0x304050 + 0x010101 * (x / scale);
        });
  }

  /// Slanted stripes of green and cream, 90 x 70 pixels.
  static Pixels stripes() {
    return draw(90, 70, (x, y) -> (x + 2 * y) / 12 % 2 == 0 ? 0x2e8b57 : 0xfff0d0);
  }

  /// A checkerboard of two grays with one yellow square, 64 x 128 pixels.
  static Pixels board() {
    return draw(
        64,
        128,
        (x, y) -> {
          int field = x / 16 + y / 16;
          return x / 16 == 2 && y / 16 == 5 ? 0xffd700 : field % 2 == 0 ? 0x404040 : 0xb0b0b0;
        });
  }
}
