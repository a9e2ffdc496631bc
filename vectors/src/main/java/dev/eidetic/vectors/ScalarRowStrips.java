package dev.eidetic.vectors;

/// The twin of [LaneRowStrips] by plain loops, equal to the last bit.
final class ScalarRowStrips {

  static final int WIDTH = 16;

  private ScalarRowStrips() {}

  static void dots(float[] query, float[] strips, int start, float[] scores, int place) {
    for (int row = 0; row < WIDTH; row++) {
      float sum = 0;
      for (int i = 0; i < query.length; i++) {
        sum = Math.fma(query[i], strips[start + i * WIDTH + row], sum);
      }
      scores[place + row] = sum;
    }
  }
}
