package dev.eidetic.vectors;

/// The twin of [LaneTableKernels] by plain loops, equal to the last bit.
final class ScalarTableKernels {

  private ScalarTableKernels() {}

  static void products(float[] query, int words, float[] columns, int[] starts, float[] tables) {
    for (int subspace = 0; subspace + 1 < starts.length; subspace++) {
      for (int word = 0; word < words; word++) {
        float sum = 0;
        for (int i = starts[subspace]; i < starts[subspace + 1]; i++) {
          sum = Math.fma(query[i], columns[i * words + word], sum);
        }
        tables[subspace * words + word] = sum;
      }
    }
  }

  static void minusSquaredDistances(
      float[] query, int words, float[] columns, int[] starts, float[] tables) {
    for (int subspace = 0; subspace + 1 < starts.length; subspace++) {
      for (int word = 0; word < words; word++) {
        float sum = 0;
        for (int i = starts[subspace]; i < starts[subspace + 1]; i++) {
          float difference = columns[i * words + word] - query[i];
          sum = Math.fma(difference, difference, sum);
        }
        tables[subspace * words + word] = -sum;
      }
    }
  }
}
