package dev.eidetic.encode.classic;

/// Which colours are where: mean CIELAB values of a grid of 4 x 4 cells, lightness as the
/// difference from the picture's mean, so that exposure cancels out. In the spirit of MPEG-7's
/// colour layout, but compared cell by cell.
final class ColourLayout {

  static final int CELLS = 4;
  static final int LENGTH = CELLS * CELLS * 3;

  private ColourLayout() {}

  /// @return 48 numbers, cell after cell, row by row: lightness, green-red, blue-yellow
  static float[] of(Lab picture) {
    int side = picture.side();
    var grid = CellGrid.of(side, CELLS);
    float[] means = new float[LENGTH];
    float perCell = (float) (CELLS * CELLS) / (side * side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int here = y * side + x;
        grid.add(means, 3, 0, x, y, picture.lightness()[here] * perCell);
        grid.add(means, 3, 1, x, y, picture.greenRed()[here] * perCell);
        grid.add(means, 3, 2, x, y, picture.blueYellow()[here] * perCell);
      }
    }
    subtractMeanLightness(means);
    return means;
  }

  private static void subtractMeanLightness(float[] means) {
    float sum = 0;
    for (int i = 0; i < LENGTH; i += 3) {
      sum += means[i];
    }
    for (int i = 0; i < LENGTH; i += 3) {
      means[i] -= sum / (CELLS * CELLS);
    }
  }
}
