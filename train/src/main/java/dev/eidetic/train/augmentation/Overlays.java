package dev.eidetic.train.augmentation;

import java.util.SplittableRandom;

/// Things laid over a picture.
final class Overlays {

  private static final int GLYPH_COLUMNS = 3;
  private static final int GLYPH_ROWS = 5;
  private static final float[] WHITE = {1, 1, 1};

  private Overlays() {}

  private interface Shape {
    boolean holds(int x, int y);
  }

  private static void paint(Canvas canvas, Shape shape, float[] colour, float opacity) {
    for (int y = 0; y < canvas.side(); y++) {
      for (int x = 0; x < canvas.side(); x++) {
        if (shape.holds(x, y)) {
          float rest = 1 - opacity;
          canvas.set(
              x,
              y,
              canvas.at(0, x, y) * rest + colour[0] * opacity,
              canvas.at(1, x, y) * rest + colour[1] * opacity,
              canvas.at(2, x, y) * rest + colour[2] * opacity);
        }
      }
    }
  }

  private static float[] colour(SplittableRandom random) {
    return new float[] {
      (float) random.nextDouble(), (float) random.nextDouble(), (float) random.nextDouble()
    };
  }

  static void erase(Canvas canvas, double share, SplittableRandom random) {
    int side = canvas.side();
    double shape = Math.exp(random.nextDouble(-1, 1));
    int width = Math.clamp(Math.round(side * Math.sqrt(share * shape)), 1, side);
    int height = Math.clamp(Math.round(side * Math.sqrt(share / shape)), 1, side);
    int left = random.nextInt(side - width + 1);
    int top = random.nextInt(side - height + 1);
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        canvas.set(
            x,
            y,
            (float) random.nextDouble(),
            (float) random.nextDouble(),
            (float) random.nextDouble());
      }
    }
  }

  /// One or two lines of glyphs, each a random pattern of 3 x 5 dots, on a plate or bare.
  static void write(Canvas canvas, SplittableRandom random) {
    int side = canvas.side();
    float[] ink = random.nextBoolean() ? colour(random) : new float[] {1, 1, 1};
    for (int line = random.nextInt(1, 3); line > 0; line--) {
      int dot = Math.max(1, random.nextInt(side / 64 + 1, side / 24 + 2));
      int glyphs = random.nextInt(3, Math.max(4, side / (dot * (GLYPH_COLUMNS + 1))));
      int width = glyphs * dot * (GLYPH_COLUMNS + 1);
      int left = random.nextInt(Math.max(1, side - width + 1));
      int top = random.nextInt(Math.max(1, side - dot * (GLYPH_ROWS + 2)));
      if (random.nextBoolean()) {
        int bottom = top + dot * (GLYPH_ROWS + 2);
        float[] plate = {1 - ink[0], 1 - ink[1], 1 - ink[2]};
        paint(
            canvas, (x, y) -> y >= top && y < bottom && x >= left && x < left + width, plate, 0.8f);
      }
      write(canvas, left, top + dot, dot, glyphs, ink, random);
    }
  }

  private static void write(
      Canvas canvas, int left, int top, int dot, int glyphs, float[] ink, SplittableRandom random) {
    for (int glyph = 0; glyph < glyphs; glyph++) {
      int pattern = random.nextInt(1 << (GLYPH_COLUMNS * GLYPH_ROWS));
      int start = left + glyph * dot * (GLYPH_COLUMNS + 1);
      Shape shape =
          (x, y) -> {
            int column = Math.floorDiv(x - start, dot);
            int row = Math.floorDiv(y - top, dot);
            return column >= 0
                && column < GLYPH_COLUMNS
                && row >= 0
                && row < GLYPH_ROWS
                && (pattern >> (row * GLYPH_COLUMNS + column) & 1) == 1;
          };
      paint(canvas, shape, ink, 1);
    }
  }

  static void stick(Canvas canvas, SplittableRandom random) {
    int side = canvas.side();
    double radius = side * random.nextDouble(0.06, 0.2);
    double centreX = random.nextDouble() * side;
    double centreY = random.nextDouble() * side;
    Shape disc = (x, y) -> Math.hypot(x - centreX, y - centreY) <= radius;
    paint(canvas, disc, colour(random), (float) random.nextDouble(0.5, 1));
  }

  /// On plain paper, or on stripes of two colours; white more often than not.
  static void place(Canvas canvas, SplittableRandom random) {
    int side = canvas.side();
    var before = canvas.copy();
    paint(canvas, (_, _) -> true, random.nextDouble() < 0.6 ? WHITE : colour(random), 1);
    if (random.nextDouble() < 0.4) {
      int stripe = random.nextInt(2, Math.max(3, side / 4));
      boolean isUpright = random.nextBoolean();
      Shape stripes = (x, y) -> (isUpright ? x : y) / stripe % 2 == 0;
      paint(canvas, stripes, colour(random), (float) random.nextDouble(0.3, 1));
    }
    lay(canvas, before, random);
  }

  static void screenshot(Canvas canvas, SplittableRandom random) {
    int side = canvas.side();
    var before = canvas.copy();
    float[] paper = random.nextBoolean() ? WHITE : new float[] {0.1f, 0.1f, 0.1f};
    int bar = Math.max(1, side / 16);
    paint(canvas, (_, _) -> true, paper, 1);
    paint(canvas, (_, y) -> y < bar || y >= side - bar, colour(random), 1);
    lay(canvas, before, random);
  }

  /// Lays a picture, at half to nine tenths of its side, somewhere on a canvas.
  private static void lay(Canvas canvas, Canvas before, SplittableRandom random) {
    int side = canvas.side();
    int inner = (int) Math.round(side * random.nextDouble(0.5, 0.9));
    int left = random.nextInt(side - inner + 1);
    int top = random.nextInt(side - inner + 1);
    for (int y = 0; y < inner; y++) {
      for (int x = 0; x < inner; x++) {
        int fromX = x * side / inner;
        int fromY = y * side / inner;
        canvas.set(
            left + x,
            top + y,
            before.at(0, fromX, fromY),
            before.at(1, fromX, fromY),
            before.at(2, fromX, fromY));
      }
    }
  }
}
