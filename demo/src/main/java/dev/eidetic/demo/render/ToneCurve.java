package dev.eidetic.demo.render;

/// From linear light to the bytes of a picture, and back.
final class ToneCurve {

  /// Below this level light is shown as it is; above it, highlights are compressed.
  private static final double SHOULDER = 0.72;

  private static final int STEPS = 8192;
  private static final float[] ENCODED = encodedTable();
  private static final double[] LINEAR = linearTable();

  private ToneCurve() {}

  /// @param level sRGB, 0 to 255
  static double linear(int level) {
    return LINEAR[level];
  }

  /// Compresses highlights smoothly, so that nothing clips: any light from 0 up becomes 0 to 1.
  static double compress(double light) {
    if (light <= SHOULDER) {
      return Math.max(0, light);
    }
    double over = (light - SHOULDER) / (1 - SHOULDER);
    return SHOULDER + (1 - SHOULDER) * over / Math.sqrt(1 + over * over);
  }

  /// @param light compressed, 0 to 1
  /// @param dither 0 to 1; spreads the rounding, so that smooth gradients do not band
  /// @return sRGB, 0 to 255
  static byte encoded(double light, double dither) {
    int level = (int) (ENCODED[(int) (light * STEPS)] + dither);
    return (byte) Math.min(255, level);
  }

  private static float[] encodedTable() {
    var table = new float[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      double light = (i + 0.5) / STEPS;
      double value =
          light <= 0.0031308 ? 12.92 * light : 1.055 * StrictMath.pow(light, 1 / 2.4) - 0.055;
      table[i] = (float) (255 * value);
    }
    return table;
  }

  private static double[] linearTable() {
    var table = new double[256];
    for (int i = 0; i < 256; i++) {
      double value = i / 255.0;
      table[i] = value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
    }
    return table;
  }
}
