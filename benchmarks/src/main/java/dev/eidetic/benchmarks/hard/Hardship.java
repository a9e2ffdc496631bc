package dev.eidetic.benchmarks.hard;

import dev.eidetic.encode.image.Pixels;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// What happens to a photograph before it is to be found again. Scenes have 640 x 480 pixels.
enum Hardship {
  /// It fills half of the scene, seen from aside, before another photograph.
  HOMOGRAPHY,
  /// A quarter to a half of each side is all that is left.
  CROP,
  /// It covers an eighth of a scene of six other photographs, turned by up to 25 degrees.
  CLUTTER,
  /// It fills two fifths of a scene, and three other photographs hide two fifths of it.
  OCCLUSION;

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  /// @param others photographs of other things, drawn one after another
  Pixels apply(Pixels photograph, Supplier<Pixels> others, Random random) {
    return switch (this) {
      case HOMOGRAPHY -> {
        var canvas = new Canvas(WIDTH, HEIGHT);
        canvas.fill(others.get(), 0, 0, WIDTH, HEIGHT);
        place(canvas, photograph, 0.5, 0.28, random);
        yield canvas.pixels();
      }
      case CROP -> crop(photograph, random);
      case CLUTTER -> {
        var canvas = mosaic(others);
        place(canvas, photograph, 0.125, 0.06, random);
        yield canvas.pixels();
      }
      case OCCLUSION -> occluded(photograph, others, random);
    };
  }

  private static Canvas mosaic(Supplier<Pixels> others) {
    var canvas = new Canvas(WIDTH, HEIGHT);
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 3; column++) {
        int left = column * WIDTH / 3;
        int right = (column + 1) * WIDTH / 3;
        canvas.fill(others.get(), left, row * HEIGHT / 2, right - left, HEIGHT / 2);
      }
    }
    return canvas;
  }

  private static Pixels crop(Pixels photograph, Random random) {
    int wide = (int) (photograph.width() * random.nextDouble(0.25, 0.5));
    int high = (int) (photograph.height() * random.nextDouble(0.25, 0.5));
    int left = random.nextInt(photograph.width() - wide + 1);
    int top = random.nextInt(photograph.height() - high + 1);
    var canvas = new Canvas(2 * wide, 2 * high);
    canvas.fill(photograph.part(left, top, wide, high), 0, 0, 2 * wide, 2 * high);
    return canvas.pixels();
  }

  private static Pixels occluded(Pixels photograph, Supplier<Pixels> others, Random random) {
    var canvas = new Canvas(WIDTH, HEIGHT);
    canvas.fill(others.get(), 0, 0, WIDTH, HEIGHT);
    double[] box = place(canvas, photograph, 0.4, 0.06, random);
    double wide = box[2] - box[0];
    double high = box[3] - box[1];
    for (var corner : List.of(random.nextInt(4), random.nextInt(4), random.nextInt(4))) {
      int side = corner % 2;
      int half = corner / 2;
      canvas.fill(
          others.get(),
          (int) (box[0] + side * 0.6 * wide + random.nextDouble(-0.1, 0.1) * wide),
          (int) (box[1] + half * 0.55 * high + random.nextDouble(-0.1, 0.1) * high),
          (int) (0.45 * wide),
          (int) (0.45 * high));
    }
    return canvas.pixels();
  }

  /// Paints a photograph somewhere inside, turned by up to 25 degrees.
  ///
  /// @param area share of the scene
  /// @param slant how far corners move, as a share of the photograph's sides there
  /// @return left, top, right and bottom of what is painted
  private static double[] place(
      Canvas canvas, Pixels photograph, double area, double slant, Random random) {
    double ratio = Math.clamp((double) photograph.width() / photograph.height(), 0.6, 1.7);
    double high = Math.sqrt(area * canvas.width() * canvas.height() / ratio);
    double wide = ratio * high;
    double angle = Math.toRadians(random.nextDouble(-25, 25));
    double reachX = (wide * Math.cos(angle) + high * Math.abs(Math.sin(angle))) / 2;
    double reachY = (wide * Math.abs(Math.sin(angle)) + high * Math.cos(angle)) / 2;
    double middleX = middle(canvas.width(), reachX, random);
    double middleY = middle(canvas.height(), reachY, random);
    var x = new double[4];
    var y = new double[4];
    for (int corner = 0; corner < 4; corner++) {
      double alongX = (corner == 1 || corner == 2 ? 0.5 : -0.5) * wide;
      double alongY = (corner >= 2 ? 0.5 : -0.5) * high;
      double movedX = alongX * (1 - slant * random.nextDouble());
      double movedY = alongY * (1 - slant * random.nextDouble());
      x[corner] = middleX + movedX * Math.cos(angle) - movedY * Math.sin(angle);
      y[corner] = middleY + movedX * Math.sin(angle) + movedY * Math.cos(angle);
    }
    canvas.paint(photograph, x, y);
    return new double[] {
      Math.min(x[0], x[3]), Math.min(y[0], y[1]), Math.max(x[1], x[2]), Math.max(y[2], y[3])
    };
  }

  private static double middle(int side, double reach, Random random) {
    return reach >= side / 2.0 ? side / 2.0 : random.nextDouble(reach, side - reach);
  }
}
