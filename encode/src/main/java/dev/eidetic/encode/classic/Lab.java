package dev.eidetic.encode.classic;

/// A picture in CIELAB, white point D65 (IEC 61966-2-1 and CIE 15).
///
/// Both curves are read from tables by linear interpolation, made with `StrictMath`, so that every
/// machine gets the same bits; the error is below 0.2 of a unit.
final class Lab {

  private static final int ROOT_STEPS = 4096;
  private static final float[] LINEAR = linearTable();
  private static final float[] ROOT = rootTable();

  private final int side;
  private final float[] lightness;
  private final float[] greenRed;
  private final float[] blueYellow;

  private Lab(int side, float[] lightness, float[] greenRed, float[] blueYellow) {
    this.side = side;
    this.lightness = lightness;
    this.greenRed = greenRed;
    this.blueYellow = blueYellow;
  }

  /// Pixels per row and rows.
  int side() {
    return side;
  }

  /// 0 black to 100 white.
  float[] lightness() {
    return lightness;
  }

  /// Negative green, positive red.
  float[] greenRed() {
    return greenRed;
  }

  /// Negative blue, positive yellow.
  float[] blueYellow() {
    return blueYellow;
  }

  static Lab of(Planes picture) {
    int count = picture.side() * picture.side();
    float[] lightness = new float[count];
    float[] greenRed = new float[count];
    float[] blueYellow = new float[count];
    for (int i = 0; i < count; i++) {
      float red = read(LINEAR, picture.red()[i]);
      float green = read(LINEAR, picture.green()[i]);
      float blue = read(LINEAR, picture.blue()[i]);
      float x = root((0.4124564f * red + 0.3575761f * green + 0.1804375f * blue) / 0.95047f);
      float y = root(0.2126729f * red + 0.7151522f * green + 0.0721750f * blue);
      float z = root((0.0193339f * red + 0.1191920f * green + 0.9503041f * blue) / 1.08883f);
      lightness[i] = 116 * y - 16;
      greenRed[i] = 500 * (x - y);
      blueYellow[i] = 200 * (y - z);
    }
    return new Lab(picture.side(), lightness, greenRed, blueYellow);
  }

  private static float root(float share) {
    return read(ROOT, share * ROOT_STEPS);
  }

  private static float read(float[] table, float place) {
    int below = Math.clamp((int) place, 0, table.length - 2);
    return table[below] + (table[below + 1] - table[below]) * (place - below);
  }

  private static float[] linearTable() {
    float[] table = new float[256];
    for (int i = 0; i < table.length; i++) {
      double value = i / 255.0;
      table[i] =
          (float) (value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4));
    }
    return table;
  }

  private static float[] rootTable() {
    float[] table = new float[ROOT_STEPS + 1];
    for (int i = 0; i < table.length; i++) {
      double share = (double) i / ROOT_STEPS;
      table[i] =
          (float) (share > 216.0 / 24389 ? StrictMath.cbrt(share) : share * 841 / 108 + 4.0 / 29);
    }
    return table;
  }
}
