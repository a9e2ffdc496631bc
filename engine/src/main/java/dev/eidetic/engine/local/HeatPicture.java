package dev.eidetic.engine.local;

import dev.eidetic.encode.image.Pixels;

/// Two pictures side by side, tinted by how alike each region is: dark blue for the least alike of
/// the picture, over green, to yellow for the most.
public final class HeatPicture {

  private static final double SHARE = 0.55;

  /// Colours of growing brightness, so that the order shows without colour, too.
  private static final double[][] COLOURS = {
    {48, 18, 98}, {38, 80, 140}, {30, 146, 140}, {110, 200, 90}, {250, 230, 60}
  };

  private HeatPicture() {}

  /// @param left the query, of any size, as `right` is the hit
  public static Pixels draw(Pixels left, HeatMap query, Pixels right, HeatMap hit) {
    var pair = new PicturePair(left, right);
    tint(pair, 0, left, query);
    tint(pair, pair.rightStart(), right, hit);
    return pair.pixels();
  }

  private static void tint(PicturePair pair, int start, Pixels picture, HeatMap heat) {
    double least = heat.least();
    double range = Math.max(1e-6, heat.most() - least);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        double cosine = heat.at((x + 0.5) / picture.width(), (y + 0.5) / picture.height());
        double step = Math.clamp((cosine - least) / range, 0, 1) * (COLOURS.length - 1);
        int below = Math.min((int) step, COLOURS.length - 2);
        double on = step - below;
        double[] from = COLOURS[below];
        double[] to = COLOURS[below + 1];
        pair.mix(
            start + x,
            y,
            from[0] + on * (to[0] - from[0]),
            from[1] + on * (to[1] - from[1]),
            from[2] + on * (to[2] - from[2]),
            SHARE);
      }
    }
  }
}
