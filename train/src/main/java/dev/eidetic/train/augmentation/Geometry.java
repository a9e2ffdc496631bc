package dev.eidetic.train.augmentation;

/// Changes of place.
final class Geometry {

  private Geometry() {}

  static void mirror(Canvas canvas) {
    float[] numbers = canvas.numbers();
    int side = canvas.side();
    for (int row = 0; row < 3 * side; row++) {
      for (int left = row * side, right = left + side - 1; left < right; left++, right--) {
        float swapped = numbers[left];
        numbers[left] = numbers[right];
        numbers[right] = swapped;
      }
    }
  }

  /// Clockwise by quarters of a circle.
  static void turn(Canvas canvas, int quarters) {
    int last = canvas.side() - 1;
    for (int done = 0; done < quarters; done++) {
      var before = canvas.copy();
      for (int y = 0; y <= last; y++) {
        for (int x = 0; x <= last; x++) {
          canvas.set(
              x,
              y,
              before.at(0, y, last - x),
              before.at(1, y, last - x),
              before.at(2, y, last - x));
        }
      }
    }
  }

  /// About the centre, bilinearly; what lies outside repeats the edge.
  static void rotate(Canvas canvas, double radians) {
    var before = canvas.copy();
    int side = canvas.side();
    double centre = (side - 1) / 2.0;
    double cos = Math.cos(radians);
    double sin = Math.sin(radians);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double fromX = Math.clamp(centre + cos * (x - centre) + sin * (y - centre), 0, side - 1);
        double fromY = Math.clamp(centre - sin * (x - centre) + cos * (y - centre), 0, side - 1);
        canvas.set(
            x,
            y,
            between(before, 0, fromX, fromY),
            between(before, 1, fromX, fromY),
            between(before, 2, fromX, fromY));
      }
    }
  }

  private static float between(Canvas canvas, int channel, double x, double y) {
    int left = (int) x;
    int top = (int) y;
    int right = Math.min(left + 1, canvas.side() - 1);
    int bottom = Math.min(top + 1, canvas.side() - 1);
    float dx = (float) (x - left);
    float dy = (float) (y - top);
    float above = canvas.at(channel, left, top) * (1 - dx) + canvas.at(channel, right, top) * dx;
    float below =
        canvas.at(channel, left, bottom) * (1 - dx) + canvas.at(channel, right, bottom) * dx;
    return above * (1 - dy) + below * dy;
  }

  /// Gaussian, out to three deviations, edges repeated.
  static void blur(Canvas canvas, double deviation) {
    int reach = Math.max(1, (int) Math.ceil(3 * deviation));
    var weights = new float[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      weights[i + reach] = (float) Math.exp(-i * i / (2 * deviation * deviation));
      sum += weights[i + reach];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= (float) sum;
    }
    int side = canvas.side();
    var line = new float[side];
    for (int channel = 0; channel < 3; channel++) {
      int plane = channel * canvas.area();
      for (int i = 0; i < side; i++) {
        blur(canvas.numbers(), plane + i * side, 1, weights, line);
      }
      for (int i = 0; i < side; i++) {
        blur(canvas.numbers(), plane + i, side, weights, line);
      }
    }
  }

  private static void blur(float[] numbers, int start, int step, float[] weights, float[] line) {
    int reach = weights.length / 2;
    for (int i = 0; i < line.length; i++) {
      float sum = 0;
      for (int j = -reach; j <= reach; j++) {
        int place = Math.clamp(i + j, 0, line.length - 1);
        sum += weights[j + reach] * numbers[start + place * step];
      }
      line[i] = sum;
    }
    for (int i = 0; i < line.length; i++) {
      numbers[start + i * step] = line[i];
    }
  }
}
