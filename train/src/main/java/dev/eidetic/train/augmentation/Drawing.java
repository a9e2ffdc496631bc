package dev.eidetic.train.augmentation;

/// Photographs as drawings.
final class Drawing {

  private Drawing() {}

  /// Strokes where brightness changes: one less `strength` times the length of Sobel's gradient of
  /// the grey picture.
  ///
  /// @param strength how soon a change becomes a stroke
  /// @param isReversed whether strokes are light on dark
  static void sketch(Canvas canvas, double strength, boolean isReversed) {
    int side = canvas.side();
    float[] grey = grey(canvas);
    for (int y = 0; y < side; y++) {
      int above = Math.max(0, y - 1) * side;
      int row = y * side;
      int below = Math.min(side - 1, y + 1) * side;
      for (int x = 0; x < side; x++) {
        int left = Math.max(0, x - 1);
        int right = Math.min(side - 1, x + 1);
        float across =
            grey[above + right]
                + 2 * grey[row + right]
                + grey[below + right]
                - grey[above + left]
                - 2 * grey[row + left]
                - grey[below + left];
        float down =
            grey[below + left]
                + 2 * grey[below + x]
                + grey[below + right]
                - grey[above + left]
                - 2 * grey[above + x]
                - grey[above + right];
        double length = Math.sqrt(across * across + down * down) / 4;
        float stroke = (float) Math.min(1, strength * length);
        float shade = isReversed ? stroke : 1 - stroke;
        canvas.set(x, y, shade, shade, shade);
      }
    }
  }

  private static float[] grey(Canvas canvas) {
    Colours.saturate(canvas, 0);
    var grey = new float[canvas.area()];
    System.arraycopy(canvas.numbers(), 0, grey, 0, grey.length);
    return grey;
  }
}
