package dev.eidetic.encode.classic;

/// Which colours a picture has, wherever they are: 22 soft bins over CIELAB.
///
/// Bins 0 to 5 are grays from black to white, 6 to 13 dark colours by hue, 14 to 21 light colours
/// by hue, 45° apart from red-magenta (hue angle 0). A pixel is shared linearly between gray and
/// colour by its chroma (all gray at 0, all colour from 20 on), between dark and light by its
/// lightness (all dark up to 30, all light from 70 on) and between the two nearest grays or hues.
final class ColourHistogram {

  static final int BINS = 22;

  private static final int GRAYS = 6;
  private static final int HUES = 8;
  private static final float FULL_CHROMA = 20;
  private static final float DARK = 30;
  private static final float LIGHT = 70;

  private ColourHistogram() {}

  /// @return 22 shares that sum to 1
  static float[] of(Lab picture) {
    float[] shares = new float[BINS];
    int count = picture.lightness().length;
    for (int i = 0; i < count; i++) {
      addPixel(shares, picture.lightness()[i], picture.greenRed()[i], picture.blueYellow()[i]);
    }
    for (int bin = 0; bin < BINS; bin++) {
      shares[bin] /= count;
    }
    return shares;
  }

  private static void addPixel(float[] shares, float lightness, float greenRed, float blueYellow) {
    float chroma = (float) Math.sqrt(greenRed * greenRed + blueYellow * blueYellow);
    float colour = Math.min(1, chroma / FULL_CHROMA);
    float gray = 1 - colour;
    float place = Math.clamp(lightness / 100 * (GRAYS - 1), 0f, GRAYS - 1f);
    int below = Math.min(GRAYS - 2, (int) place);
    shares[below] += gray * (1 - (place - below));
    shares[below + 1] += gray * (place - below);
    if (colour > 0) {
      float light = Math.clamp((lightness - DARK) / (LIGHT - DARK), 0f, 1f);
      float hue = hue(greenRed, blueYellow);
      addHue(shares, GRAYS, hue, colour * (1 - light));
      addHue(shares, GRAYS + HUES, hue, colour * light);
    }
  }

  private static float hue(float greenRed, float blueYellow) {
    double turn = StrictMath.atan2(blueYellow, greenRed) / (2 * Math.PI);
    return (float) ((turn < 0 ? turn + 1 : turn) * HUES);
  }

  private static void addHue(float[] shares, int start, float hue, float amount) {
    int below = (int) hue;
    float next = amount * (hue - below);
    shares[start + below % HUES] += amount - next;
    shares[start + (below + 1) % HUES] += next;
  }
}
