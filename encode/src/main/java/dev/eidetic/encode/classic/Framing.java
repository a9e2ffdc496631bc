package dev.eidetic.encode.classic;

/// Finds the part of a picture that counts: first borders of one colour are cut off, then the frame
/// closes around the gradients, so that a shoe photographed small on a white table is described
/// like one that fills the picture.
final class Framing {

  /// A border line is one whose values differ by less, of 255, in every channel.
  private static final float FLAT_LINE = 25.5f;

  private static final int BORDER_SIDE = 64;
  private static final int ENERGY_SIDE = 32;

  /// This share of the gradients' sum may lie outside on each of the four sides ...
  private static final double OUTSIDE = 0.1;

  /// ... before the frame grows again by this share of its own size on each side.
  private static final double MARGIN = 0.2;

  /// No frame is smaller, as a share of the side it was found in.
  private static final double SMALLEST = 0.1;

  /// Added to each magnitude, so that a picture without gradients keeps its whole frame.
  private static final double FLOOR = 1e-6;

  private Framing() {}

  static Frame of(Planes picture) {
    var inside = withoutBorders(picture.framed(Frame.WHOLE, BORDER_SIDE));
    var gradients = Gradients.of(picture.framed(inside, ENERGY_SIDE));
    return inside.within(aroundEnergy(gradients));
  }

  /// Cuts off rows and columns of one colour at the edges; a picture of one colour stays whole.
  static Frame withoutBorders(Planes picture) {
    int side = picture.side();
    boolean[] columns = new boolean[side];
    boolean[] rows = new boolean[side];
    for (int i = 0; i < side; i++) {
      columns[i] = hasContent(picture, i, side);
      rows[i] = hasContent(picture, i * side, 1);
    }
    int left = first(columns);
    int top = first(rows);
    if (left == side || top == side) {
      return Frame.WHOLE;
    }
    double scale = 1.0 / side;
    return new Frame(
        left * scale, (last(columns) + 1) * scale, top * scale, (last(rows) + 1) * scale);
  }

  private static boolean hasContent(Planes picture, int from, int step) {
    return range(picture.red(), picture.side(), from, step) >= FLAT_LINE
        || range(picture.green(), picture.side(), from, step) >= FLAT_LINE
        || range(picture.blue(), picture.side(), from, step) >= FLAT_LINE;
  }

  private static float range(float[] plane, int count, int from, int step) {
    float min = plane[from];
    float max = min;
    for (int i = 1; i < count; i++) {
      min = Math.min(min, plane[from + i * step]);
      max = Math.max(max, plane[from + i * step]);
    }
    return max - min;
  }

  private static int first(boolean[] lines) {
    int i = 0;
    while (i < lines.length && !lines[i]) {
      i++;
    }
    return i;
  }

  private static int last(boolean[] lines) {
    int i = lines.length - 1;
    while (!lines[i]) {
      i--;
    }
    return i;
  }

  private static Frame aroundEnergy(Gradients gradients) {
    int side = gradients.side();
    double[] columns = new double[side];
    double[] rows = new double[side];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double energy = gradients.magnitudes()[y * side + x] + FLOOR;
        columns[x] += energy;
        rows[y] += energy;
      }
    }
    double[] across = span(columns);
    double[] down = span(rows);
    return new Frame(across[0], across[1], down[0], down[1]);
  }

  /// Where the middle of a distribution lies, widened by the margin: its two ends, 0 to 1.
  static double[] span(double[] energy) {
    double low = quantile(energy, OUTSIDE);
    double high = quantile(energy, 1 - OUTSIDE);
    double middle = (low + high) / 2;
    double width = Math.max(SMALLEST, (high - low) * (1 + 2 * MARGIN));
    return new double[] {Math.max(0, middle - width / 2), Math.min(1, middle + width / 2)};
  }

  private static double quantile(double[] energy, double share) {
    double sum = 0;
    for (double part : energy) {
      sum += part;
    }
    double missing = share * sum;
    for (int i = 0; i < energy.length; i++) {
      if (missing <= energy[i]) {
        return (i + missing / energy[i]) / energy.length;
      }
      missing -= energy[i];
    }
    return 1;
  }
}
