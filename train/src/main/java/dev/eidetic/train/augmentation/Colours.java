package dev.eidetic.train.augmentation;

/// Changes of colour.
final class Colours {

  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

  private Colours() {}

  static void scale(Canvas canvas, double factor) {
    float[] numbers = canvas.numbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= (float) factor;
    }
  }

  private static float grey(float[] numbers, int area, int place) {
    return RED * numbers[place] + GREEN * numbers[area + place] + BLUE * numbers[2 * area + place];
  }

  /// Away from the mean brightness, or towards it.
  static void contrast(Canvas canvas, double factor) {
    float[] numbers = canvas.numbers();
    int area = canvas.area();
    double sum = 0;
    for (int place = 0; place < area; place++) {
      sum += grey(numbers, area, place);
    }
    float mean = (float) (sum / area);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = mean + (float) factor * (numbers[i] - mean);
    }
  }

  /// Away from each pixel's own grey, or towards it.
  static void saturate(Canvas canvas, double factor) {
    float[] numbers = canvas.numbers();
    int area = canvas.area();
    for (int place = 0; place < area; place++) {
      float grey = grey(numbers, area, place);
      for (int i = place; i < numbers.length; i += area) {
        numbers[i] = grey + (float) factor * (numbers[i] - grey);
      }
    }
  }

  /// Turns chrominance in the YIQ plane.
  ///
  /// @param turn fraction of the circle
  static void turnHue(Canvas canvas, double turn) {
    double cos = Math.cos(2 * Math.PI * turn);
    double sin = Math.sin(2 * Math.PI * turn);
    float[] numbers = canvas.numbers();
    int area = canvas.area();
    for (int place = 0; place < area; place++) {
      double red = numbers[place];
      double green = numbers[area + place];
      double blue = numbers[2 * area + place];
      double y = RED * red + GREEN * green + BLUE * blue;
      double i = 0.596 * red - 0.274 * green - 0.322 * blue;
      double q = 0.211 * red - 0.523 * green + 0.312 * blue;
      double turnedI = cos * i - sin * q;
      double turnedQ = sin * i + cos * q;
      numbers[place] = (float) (y + 0.956 * turnedI + 0.621 * turnedQ);
      numbers[area + place] = (float) (y - 0.272 * turnedI - 0.647 * turnedQ);
      numbers[2 * area + place] = (float) (y - 1.106 * turnedI + 1.703 * turnedQ);
    }
  }

  /// Back between 0 and 1.
  static void hold(Canvas canvas) {
    float[] numbers = canvas.numbers();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Math.clamp(numbers[i], 0f, 1f);
    }
  }
}
