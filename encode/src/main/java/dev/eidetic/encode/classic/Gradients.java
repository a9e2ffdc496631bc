package dev.eidetic.encode.classic;

/// The gradient at each pixel of a picture, by central differences of square-rooted values, of the
/// channel in which it is steepest (Dalal and Triggs, 2005, sections 6.1 and 6.2). Pixels beyond an
/// edge repeat the edge.
final class Gradients {

  private final int side;
  private final float[] acrosses;
  private final float[] downs;
  private final float[] magnitudes;

  private Gradients(int side, float[] acrosses, float[] downs, float[] magnitudes) {
    this.side = side;
    this.acrosses = acrosses;
    this.downs = downs;
    this.magnitudes = magnitudes;
  }

  /// Pixels per row and rows.
  int side() {
    return side;
  }

  /// Change from left to right, square-rooted values being 0 to 1.
  float[] acrosses() {
    return acrosses;
  }

  /// Change from top to bottom.
  float[] downs() {
    return downs;
  }

  /// Euclidean lengths of the two.
  float[] magnitudes() {
    return magnitudes;
  }

  static Gradients of(Planes picture) {
    int side = picture.side();
    float[] acrosses = new float[side * side];
    float[] downs = new float[side * side];
    float[] squares = new float[side * side];
    keepSteeper(rooted(picture.red()), side, acrosses, downs, squares);
    keepSteeper(rooted(picture.green()), side, acrosses, downs, squares);
    keepSteeper(rooted(picture.blue()), side, acrosses, downs, squares);
    float[] magnitudes = new float[side * side];
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = (float) Math.sqrt(squares[i]);
    }
    return new Gradients(side, acrosses, downs, magnitudes);
  }

  double meanMagnitude() {
    double sum = 0;
    for (float magnitude : magnitudes) {
      sum += magnitude;
    }
    return sum / magnitudes.length;
  }

  private static float[] rooted(float[] plane) {
    float[] roots = new float[plane.length];
    for (int i = 0; i < plane.length; i++) {
      roots[i] = (float) Math.sqrt(plane[i] / 255);
    }
    return roots;
  }

  private static void keepSteeper(
      float[] plane, int side, float[] acrosses, float[] downs, float[] squares) {
    for (int y = 0; y < side; y++) {
      int above = Math.max(0, y - 1) * side;
      int below = Math.min(side - 1, y + 1) * side;
      for (int x = 0; x < side; x++) {
        int here = y * side + x;
        float across = plane[y * side + Math.min(side - 1, x + 1)];
        across -= plane[y * side + Math.max(0, x - 1)];
        float down = plane[below + x] - plane[above + x];
        float square = across * across + down * down;
        if (square > squares[here]) {
          acrosses[here] = across;
          downs[here] = down;
          squares[here] = square;
        }
      }
    }
  }
}
