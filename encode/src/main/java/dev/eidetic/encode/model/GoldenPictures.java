package dev.eidetic.encode.model;

import dev.eidetic.encode.image.Pixels;
import java.util.List;

/// Pictures drawn by integer arithmetic, the same on every machine, forever: what golden vectors
/// are the answer to. Their sides differ, so that resizing and cropping are tested, too.
final class GoldenPictures {

  private GoldenPictures() {}

  static List<Pixels> all() {
    return List.of(draw(320, 240, 1), draw(131, 197, 2), draw(224, 224, 3));
  }

  /// Slopes of colour, discs, and a little noise.
  private static Pixels draw(int width, int height, int seed) {
    var rgb = new byte[3 * width * height];
    int noise = seed;
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int disc = disc(x, y, width / 3, height / 2, height / 4) ? 90 : 0;
        int spot = disc(x, y, width * 3 / 4, height / (seed + 1), height / 6) ? -70 : 0;
        for (int channel = 0; channel < 3; channel++) {
          noise = noise * 1_103_515_245 + 12_345;
          int slope = 255 * (channel == 0 ? x : y) / (channel == 0 ? width : height);
          int stripes = ((x * seed + y) / 16 + channel) % 2 * 30;
          int grain = (noise >>> 16) % 24;
          int value = (channel == 2 ? 200 - slope / 2 : slope) + disc * (channel - 1) + spot;
          rgb[at++] = (byte) Math.clamp(value + stripes + grain, 0, 255);
        }
      }
    }
    return Pixels.of(width, height, rgb);
  }

  private static boolean disc(int x, int y, int centerX, int centerY, int radius) {
    int dx = x - centerX;
    int dy = y - centerY;
    return dx * dx + dy * dy <= radius * radius;
  }
}
