package dev.eidetic.encode.classic;

/// What makes the blocks of a vector comparable with each other. All in place, in fixed order.
final class Block {

  private Block() {}

  /// Takes square roots, so that a few large counts do not decide alone (Arandjelović and
  /// Zisserman, 2012), then subtracts the mean: what all pictures have in common says nothing.
  static void rootAndCentre(float[] counts) {
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (float) Math.sqrt(counts[i]);
      sum += counts[i];
    }
    float mean = (float) (sum / counts.length);
    for (int i = 0; i < counts.length; i++) {
      counts[i] -= mean;
    }
  }

  /// Divides by the Euclidean length plus `softening`: 0 gives length 1; more keeps weak blocks
  /// short. A block of zeros stays.
  static void shorten(float[] block, double softening) {
    double divisor = length(block) + softening;
    if (divisor > 0) {
      for (int i = 0; i < block.length; i++) {
        block[i] = (float) (block[i] / divisor);
      }
    }
  }

  private static double length(float[] block) {
    double squares = 0;
    for (float value : block) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
