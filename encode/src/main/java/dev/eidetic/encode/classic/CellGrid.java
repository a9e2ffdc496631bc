package dev.eidetic.encode.classic;

/// How pixels share out over cells along one axis: each pixel goes to the two cells whose centres
/// it lies between, in proportion to its closeness; beyond the outermost centres to the last cell.
final class CellGrid {

  private final int cells;

  /// The cell before each pixel.
  private final int[] lower;

  /// The cell after it, the same at the edges.
  private final int[] upper;

  /// What the latter gets, 0 to 1; the former gets the rest.
  private final float[] upperShare;

  private CellGrid(int cells, int[] lower, int[] upper, float[] upperShare) {
    this.cells = cells;
    this.lower = lower;
    this.upper = upper;
    this.upperShare = upperShare;
  }

  static CellGrid of(int pixels, int cells) {
    int[] lower = new int[pixels];
    int[] upper = new int[pixels];
    float[] upperShare = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      double place = (i + 0.5) / pixels * cells - 0.5;
      int below = (int) Math.floor(place);
      lower[i] = Math.max(0, below);
      upper[i] = Math.min(cells - 1, below + 1);
      upperShare[i] = (float) (place - below);
    }
    return new CellGrid(cells, lower, upper, upperShare);
  }

  /// Adds a pixel's amount to one bin of the four cells around it.
  ///
  /// @param sums `cells * cells * bins` numbers, cell after cell, row by row
  void add(float[] sums, int bins, int bin, int x, int y, float amount) {
    float bottom = amount * upperShare[y];
    float top = amount - bottom;
    addToRow(sums, bins, bin, x, lower[y], top);
    addToRow(sums, bins, bin, x, upper[y], bottom);
  }

  private void addToRow(float[] sums, int bins, int bin, int x, int row, float amount) {
    float right = amount * upperShare[x];
    sums[(row * cells + lower[x]) * bins + bin] += amount - right;
    sums[(row * cells + upper[x]) * bins + bin] += right;
  }
}
