package dev.eidetic.encode.local;

/// Fewer numbers for a RootSIFT descriptor, most of what tells descriptors apart kept: a cosine
/// transform over its 4 x 4 cells and a Fourier transform over its 8 directions, of which the
/// slowest waves stay. An orthonormal change of axes, cut off; nothing is learned.
final class SiftReduction {

  private static final int CELLS = 4;
  private static final int DIRECTIONS = 8;

  /// Row after row, one per number that stays.
  private final float[] axes;

  private final int kept;

  /// @param first waves left out, the slowest; the very first is constant and nearly the same in
  ///   all descriptors
  /// @param kept numbers that stay after those, 1 to `128 - first`
  SiftReduction(int first, int kept) {
    this.kept = kept;
    axes = new float[kept * SiftExtractor.DIMENSION];
    int count = -first;
    for (int speed = 0; count < kept; speed++) {
      for (int wave = 0; wave < DIRECTIONS && count < kept; wave++) {
        for (int row = 0; row < CELLS && count < kept; row++) {
          for (int column = 0; column < CELLS && count < kept; column++) {
            if (row + column + (wave + 1) / 2 == speed) {
              if (count >= 0) {
                fill(count, row, column, wave);
              }
              count++;
            }
          }
        }
      }
    }
  }

  private void fill(int axis, int row, int column, int wave) {
    int place = axis * SiftExtractor.DIMENSION;
    for (int y = 0; y < CELLS; y++) {
      for (int x = 0; x < CELLS; x++) {
        for (int direction = 0; direction < DIRECTIONS; direction++) {
          axes[place++] = (float) (cosine(row, y) * cosine(column, x) * fourier(wave, direction));
        }
      }
    }
  }

  private static double cosine(int wave, int cell) {
    double scale = wave == 0 ? Math.sqrt(1.0 / CELLS) : Math.sqrt(2.0 / CELLS);
    return scale * Math.cos(Math.PI * wave * (2 * cell + 1) / (2 * CELLS));
  }

  /// Waves by turns cosine and sine: 0 is constant, 1 and 2 go round once, 7 is the fastest.
  private static double fourier(int wave, int direction) {
    int rounds = (wave + 1) / 2;
    double angle = 2 * Math.PI * rounds * direction / DIRECTIONS;
    boolean isAlone = rounds == 0 || rounds == DIRECTIONS / 2;
    double scale = isAlone ? Math.sqrt(1.0 / DIRECTIONS) : Math.sqrt(2.0 / DIRECTIONS);
    return scale * (wave % 2 == 1 || wave == 0 ? Math.cos(angle) : Math.sin(angle));
  }

  /// @param target receives the kept numbers at `targetOffset`
  void reduce(float[] descriptors, int offset, float[] target, int targetOffset) {
    for (int axis = 0; axis < kept; axis++) {
      float sum = 0;
      for (int i = 0; i < SiftExtractor.DIMENSION; i++) {
        sum += axes[axis * SiftExtractor.DIMENSION + i] * descriptors[offset + i];
      }
      target[targetOffset + axis] = sum;
    }
  }

  /// The descriptor that has these numbers and nothing of the waves that were left out.
  ///
  /// @param reduced the kept numbers
  /// @param descriptor receives the sum
  void restore(float[] reduced, float[] descriptor) {
    for (int axis = 0; axis < kept; axis++) {
      for (int i = 0; i < SiftExtractor.DIMENSION; i++) {
        descriptor[i] += axes[axis * SiftExtractor.DIMENSION + i] * reduced[axis];
      }
    }
  }
}
