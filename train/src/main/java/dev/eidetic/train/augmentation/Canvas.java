package dev.eidetic.train.augmentation;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.image.Pixels;

/// A square picture that is changed in place: red, green and blue planes, each row after row,
/// numbers from 0 to 1. One thread.
public final class Canvas {

  private final int side;
  private final float[] numbers;

  /// @param side in pixels
  /// @param numbers `3 * side * side`; shared, not copied
  public Canvas(int side, float[] numbers) {
    require(
        numbers.length == 3 * side * side,
        "canvas of side %d has %d numbers; it must have %d",
        side,
        numbers.length,
        3 * side * side);
    this.side = side;
    this.numbers = numbers;
  }

  /// A part of a picture, resized bilinearly to the whole canvas. Smaller canvases average over the
  /// pixels they cover, so that nothing aliases.
  ///
  /// @param left of the part, in pixels, as are `top`, `width` and `height`
  static Canvas ofPart(
      Pixels picture, double left, double top, double width, double height, int side) {
    var columns = new Taps(left, width, picture.width(), side);
    var rows = new Taps(top, height, picture.height(), side);
    var narrow = narrowed(picture, columns, rows, side);
    var numbers = new float[3 * side * side];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < side; y++) {
        int to = (channel * side + y) * side;
        for (int i = 0; i < rows.taps(); i++) {
          float weight = rows.weight(y, i) / 255;
          int from = (channel * picture.height() + rows.place(y, i)) * side;
          for (int x = 0; x < side; x++) {
            numbers[to + x] += weight * narrow[from + x];
          }
        }
      }
    }
    return new Canvas(side, numbers);
  }

  /// The rows that are needed, resized along their length: three planes of `side` columns.
  private static float[] narrowed(Pixels picture, Taps columns, Taps rows, int side) {
    var planes = new float[3 * picture.height() * side];
    int area = picture.height() * side;
    byte[] rgb = picture.rgb();
    for (int y = rows.first(); y <= rows.last(); y++) {
      for (int x = 0; x < side; x++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int j = 0; j < columns.taps(); j++) {
          float weight = columns.weight(x, j);
          int at = 3 * (y * picture.width() + columns.place(x, j));
          red += weight * (rgb[at] & 0xff);
          green += weight * (rgb[at + 1] & 0xff);
          blue += weight * (rgb[at + 2] & 0xff);
        }
        int to = y * side + x;
        planes[to] = red;
        planes[area + to] = green;
        planes[2 * area + to] = blue;
      }
    }
    return planes;
  }

  /// The whole picture.
  public static Canvas of(Pixels picture, int side) {
    return ofPart(picture, 0, 0, picture.width(), picture.height(), side);
  }

  public int side() {
    return side;
  }

  /// The planes themselves.
  public float[] numbers() {
    return numbers;
  }

  int area() {
    return side * side;
  }

  float at(int channel, int x, int y) {
    return numbers[(channel * side + y) * side + x];
  }

  void set(int x, int y, float red, float green, float blue) {
    int place = y * side + x;
    numbers[place] = red;
    numbers[area() + place] = green;
    numbers[2 * area() + place] = blue;
  }

  /// The same picture in other memory.
  Canvas copy() {
    return new Canvas(side, numbers.clone());
  }

  /// Takes over all numbers of another canvas of this side.
  void become(Canvas other) {
    System.arraycopy(other.numbers, 0, numbers, 0, numbers.length);
  }

  /// Which pixels of one axis make each pixel of the canvas, with weights that add up to 1.
  private static final class Taps {

    private final int taps;
    private final int[] places;
    private final float[] weights;

    Taps(double start, double length, int pixels, int side) {
      double step = length / side;
      double reach = Math.max(1, step);
      this.taps = (int) Math.ceil(2 * reach) + 1;
      this.places = new int[side * taps];
      this.weights = new float[side * taps];
      for (int i = 0; i < side; i++) {
        double centre = start + (i + 0.5) * step - 0.5;
        int first = (int) Math.ceil(centre - reach);
        double sum = 0;
        for (int j = 0; j < taps; j++) {
          double weight = Math.max(0, 1 - Math.abs(first + j - centre) / reach);
          places[i * taps + j] = Math.clamp(first + j, 0, pixels - 1);
          weights[i * taps + j] = (float) weight;
          sum += weight;
        }
        for (int j = 0; j < taps; j++) {
          weights[i * taps + j] /= (float) sum;
        }
      }
    }

    int taps() {
      return taps;
    }

    /// The first pixel that has weight.
    int first() {
      return places[0];
    }

    /// The last pixel that has weight.
    int last() {
      return places[places.length - 1];
    }

    int place(int pixel, int tap) {
      return places[pixel * taps + tap];
    }

    float weight(int pixel, int tap) {
      return weights[pixel * taps + tap];
    }
  }
}
