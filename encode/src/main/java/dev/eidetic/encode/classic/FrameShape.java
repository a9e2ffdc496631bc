package dev.eidetic.encode.classic;

/// How wide the framed part is for its height: seven overlapping bells over the logarithm of the
/// ratio, so that ratios that differ by a few per cent stay alike.
final class FrameShape {

  static final int LENGTH = 7;

  /// The outermost bells stand at ratios of about 3.3 : 1 and 1 : 3.3.
  private static final double OUTERMOST = 1.2;

  private static final double BELL_WIDTH = 0.3;
  private static final double MOST = 1.4;

  private FrameShape() {}

  /// @param ratio width divided by height, above 0; 4 : 1 and more are alike
  static float[] of(double ratio) {
    double place = Math.clamp(StrictMath.log(ratio), -MOST, MOST);
    float[] bells = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      double centre = -OUTERMOST + i * 2 * OUTERMOST / (LENGTH - 1);
      double distance = (place - centre) / BELL_WIDTH;
      bells[i] = (float) StrictMath.exp(-distance * distance);
    }
    return bells;
  }
}
