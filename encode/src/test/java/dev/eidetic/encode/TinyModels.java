package dev.eidetic.encode;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.testkit.TinyOnnx;
import java.util.List;

/// Graphs and pictures so small that their vectors are worked out by hand.
public final class TinyModels {

  private TinyModels() {}

  /// `image` [N, 3, H, W] as it is to `map`, its average to `embedding` [N, 3].
  public static TinyOnnx average(long batch, long height, long width) {
    return new TinyOnnx()
        .input("image", batch, 3, height, width)
        .node("Identity", List.of("image"), "map")
        .node("GlobalAveragePool", List.of("image"), "pooled")
        .node("Flatten", List.of("pooled"), "embedding")
        .output("map", batch, 3, height, width)
        .output("embedding", batch, 3);
  }

  /// A picture of one colour.
  public static Pixels plain(int width, int height, int red, int green, int blue) {
    var rgb = new byte[3 * width * height];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) red;
      rgb[i + 1] = (byte) green;
      rgb[i + 2] = (byte) blue;
    }
    return Pixels.of(width, height, rgb);
  }
}
