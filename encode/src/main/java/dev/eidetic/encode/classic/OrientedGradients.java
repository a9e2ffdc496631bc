package dev.eidetic.encode.classic;

/// Histograms of gradient orientation over a square grid of cells.
///
/// Orientations are unsigned (dark on light equals light on dark), eight of them 22.5° apart; bin 0
/// is a gradient from left to right, that is a vertical edge. A pixel counts by its magnitude,
/// shared between the two nearest orientations and the four nearest cells. Source: Dalal and
/// Triggs, 2005, but with one soft contrast normalisation in place of overlapping blocks.
final class OrientedGradients {

  static final int ORIENTATIONS = 8;

  private OrientedGradients() {}

  /// @return `cells * cells * 8` sums of magnitude, cell after cell, row by row
  static float[] histograms(Gradients gradients, int cells) {
    int side = gradients.side();
    var grid = CellGrid.of(side, cells);
    float[] sums = new float[cells * cells * ORIENTATIONS];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int here = y * side + x;
        float magnitude = gradients.magnitudes()[here];
        if (magnitude > 0) {
          float place = orientation(gradients.acrosses()[here], gradients.downs()[here]);
          int bin = (int) place;
          float next = magnitude * (place - bin);
          grid.add(sums, ORIENTATIONS, bin % ORIENTATIONS, x, y, magnitude - next);
          grid.add(sums, ORIENTATIONS, (bin + 1) % ORIENTATIONS, x, y, next);
        }
      }
    }
    return sums;
  }

  /// From 0 to 8, where 8 is 0 again: half a turn.
  private static float orientation(float across, float down) {
    double turn = StrictMath.atan2(down, across) / Math.PI;
    return (float) ((turn < 0 ? turn + 1 : turn) * ORIENTATIONS);
  }

  /// Evens out contrast, in place: each cell is divided by its own Euclidean length plus the root
  /// mean square of all lengths, so that faint cells gain, but noise does not become structure.
  static void evenOut(float[] histograms) {
    int cells = histograms.length / ORIENTATIONS;
    double[] lengths = new double[cells];
    double squares = 0;
    for (int cell = 0; cell < cells; cell++) {
      double sum = 0;
      for (int bin = 0; bin < ORIENTATIONS; bin++) {
        double value = histograms[cell * ORIENTATIONS + bin];
        sum += value * value;
      }
      lengths[cell] = Math.sqrt(sum);
      squares += sum;
    }
    double typical = Math.sqrt(squares / cells);
    if (typical > 0) {
      for (int i = 0; i < histograms.length; i++) {
        histograms[i] /= (float) (lengths[i / ORIENTATIONS] + typical);
      }
    }
  }
}
