package dev.eidetic.vectors;

/// The twin of [LaneNearestKernels] by plain loops, equal to the last bit.
final class ScalarNearestKernels {

  private ScalarNearestKernels() {}

  static void keepBest(
      float[] tile,
      int width,
      float[] penalties,
      int first,
      float[] scores,
      float[] nearest,
      int offset) {
    for (int candidate = 0; candidate < BlockKernels.QUERIES; candidate++) {
      for (int i = 0; i < width; i++) {
        float score = tile[candidate * width + i] - penalties[first + candidate];
        if (score > scores[offset + i]) {
          scores[offset + i] = score;
          nearest[offset + i] = first + candidate;
        }
      }
    }
  }
}
