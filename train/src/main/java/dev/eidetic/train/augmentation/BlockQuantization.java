package dev.eidetic.train.augmentation;

/// What JPEG loses.
final class BlockQuantization {

  private static final int SIZE = 8;

  /// ITU-T T.81, table K.1.
  private static final int[] TABLE = {
    16, 11, 10, 16, 24, 40, 51, 61, //
    12, 12, 14, 19, 26, 58, 60, 55, //
    14, 13, 16, 24, 40, 57, 69, 56, //
    14, 17, 22, 29, 51, 87, 80, 62, //
    18, 22, 37, 56, 68, 109, 103, 77, //
    24, 35, 55, 64, 81, 104, 113, 92, //
    49, 64, 78, 87, 103, 121, 120, 101, //
    72, 92, 95, 98, 112, 100, 103, 99
  };

  private static final float[] COSINES = cosines();

  private BlockQuantization() {}

  /// Row `u`, column `x`: the orthonormal cosine transform.
  private static float[] cosines() {
    var cosines = new float[SIZE * SIZE];
    for (int u = 0; u < SIZE; u++) {
      for (int x = 0; x < SIZE; x++) {
        double scale = Math.sqrt((u == 0 ? 1.0 : 2.0) / SIZE);
        cosines[u * SIZE + x] = (float) (scale * Math.cos((2 * x + 1) * u * Math.PI / (2 * SIZE)));
      }
    }
    return cosines;
  }

  /// Whole blocks only: a rest at the right and at the bottom stays as it is.
  ///
  /// @param quality of libjpeg's scale, 1 to 100
  static void apply(Canvas canvas, int quality) {
    int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    var steps = new float[SIZE * SIZE];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.clamp((TABLE[i] * scale + 50) / 100, 1, 255) / 255f;
    }
    int side = canvas.side();
    var block = new float[SIZE * SIZE];
    for (int plane = 0; plane < 3; plane++) {
      for (int row = 0; row + SIZE <= side; row += SIZE) {
        for (int column = 0; column + SIZE <= side; column += SIZE) {
          int start = plane * canvas.area() + row * side + column;
          quantize(canvas.numbers(), start, side, block, steps);
        }
      }
    }
  }

  private static void quantize(float[] numbers, int start, int side, float[] block, float[] steps) {
    for (int i = 0; i < block.length; i++) {
      block[i] = numbers[start + i / SIZE * side + i % SIZE];
    }
    transform(block, false);
    for (int i = 0; i < block.length; i++) {
      block[i] = Math.round(block[i] / steps[i]) * steps[i];
    }
    transform(block, true);
    for (int i = 0; i < block.length; i++) {
      numbers[start + i / SIZE * side + i % SIZE] = Math.clamp(block[i], 0f, 1f);
    }
  }

  /// Rows, then columns.
  private static void transform(float[] block, boolean isInverse) {
    var line = new float[SIZE];
    for (int pass = 0; pass < 2; pass++) {
      int step = pass == 0 ? 1 : SIZE;
      for (int i = 0; i < SIZE; i++) {
        int start = pass == 0 ? i * SIZE : i;
        for (int u = 0; u < SIZE; u++) {
          float sum = 0;
          for (int x = 0; x < SIZE; x++) {
            float cosine = isInverse ? COSINES[x * SIZE + u] : COSINES[u * SIZE + x];
            sum += cosine * block[start + x * step];
          }
          line[u] = sum;
        }
        for (int u = 0; u < SIZE; u++) {
          block[start + u * step] = line[u];
        }
      }
    }
  }
}
