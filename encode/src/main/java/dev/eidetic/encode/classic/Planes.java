package dev.eidetic.encode.classic;

import dev.eidetic.encode.image.Pixels;

/// A small picture in numbers: red, green and blue, each `side` rows of `side` sRGB values, 0 to
/// 255.
///
/// Square whatever the picture was: width and height are scaled apart, so that a place is always a
/// share of the picture.
final class Planes {

  /// Sides above this are averaged in blocks before they are filtered, so that memory is bounded
  /// whatever the picture's shape.
  private static final int MOST_BLOCKS = 512;

  private final int side;

  private final float[] red;
  private final float[] green;
  private final float[] blue;

  private Planes(int side, float[] red, float[] green, float[] blue) {
    this.side = side;
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  int side() {
    return side;
  }

  float[] red() {
    return red;
  }

  float[] green() {
    return green;
  }

  float[] blue() {
    return blue;
  }

  /// Scales a whole picture.
  static Planes of(Pixels picture, int side) {
    int width = Math.min(picture.width(), MOST_BLOCKS);
    int height = Math.min(picture.height(), MOST_BLOCKS);
    var across = TriangleFilter.of(width, 0, 1, side);
    var down = TriangleFilter.of(height, 0, 1, side);
    float[][] scaled = new float[3][];
    for (int channel = 0; channel < 3; channel++) {
      float[] plane = blockMeans(picture, channel, width, height);
      scaled[channel] = down.applyDown(across.applyAcross(plane, width, height), side);
    }
    return new Planes(side, scaled[0], scaled[1], scaled[2]);
  }

  /// Means of `width * height` blocks that tile the picture; single pixels where it is small.
  private static float[] blockMeans(Pixels picture, int channel, int width, int height) {
    byte[] rgb = picture.rgb();
    float[] means = new float[width * height];
    for (int y = 0; y < height; y++) {
      int top = edge(y, height, picture.height());
      int bottom = edge(y + 1, height, picture.height());
      for (int x = 0; x < width; x++) {
        int left = edge(x, width, picture.width());
        int right = edge(x + 1, width, picture.width());
        long sum = 0;
        for (int row = top; row < bottom; row++) {
          int base = 3 * (row * picture.width()) + channel;
          for (int column = left; column < right; column++) {
            sum += rgb[base + 3 * column] & 0xff;
          }
        }
        means[y * width + x] = (float) sum / ((long) (bottom - top) * (right - left));
      }
    }
    return means;
  }

  private static int edge(int block, int blocks, int pixels) {
    return blocks == pixels ? block : (int) ((long) block * pixels / blocks);
  }

  /// Scales the part inside a frame.
  Planes framed(Frame frame, int newSide) {
    var across = TriangleFilter.of(side, frame.left(), frame.right(), newSide);
    var down = TriangleFilter.of(side, frame.top(), frame.bottom(), newSide);
    return new Planes(
        newSide,
        down.applyDown(across.applyAcross(red, side, side), newSide),
        down.applyDown(across.applyAcross(green, side, side), newSide),
        down.applyDown(across.applyAcross(blue, side, side), newSide));
  }

  /// Half the side, by means of two by two; the side must be even.
  Planes halved() {
    return new Planes(side / 2, halved(red, side), halved(green, side), halved(blue, side));
  }

  private static float[] halved(float[] plane, int side) {
    int half = side / 2;
    float[] means = new float[half * half];
    for (int y = 0; y < half; y++) {
      for (int x = 0; x < half; x++) {
        int from = 2 * y * side + 2 * x;
        float sum = plane[from] + plane[from + 1] + plane[from + side] + plane[from + side + 1];
        means[y * half + x] = sum / 4;
      }
    }
    return means;
  }
}
