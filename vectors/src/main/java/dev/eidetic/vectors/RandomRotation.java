package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;

/// A random rotation that costs `n log n` instead of `n * n`: rounds of random signs, a fast
/// Hadamard transform and, where the length is no power of two, a step of Kac's walk that mixes the
/// halves. Lengths and inner products are kept; the energy of any vector is spread over all
/// coordinates nearly as a uniformly random rotation would, which is what sign codes need.
///
/// Sources: Ailon and Chazelle, The fast Johnson-Lindenstrauss transform, 2009, for the rounds;
/// Jain et al., Fast and memory-optimal dimension reduction using Kac's walk, 2022,
/// <https://arxiv.org/abs/2003.10069>, for the mixing. Equal dimension and seed give the equal
/// rotation on every machine, up to rounding (at most `8 log2(n) * 2^-24` of the vector's length).
/// Immutable; any number of threads may rotate at once.
public final class RandomRotation {

  private static final int ROUNDS = 4;

  private static final float HALF_ROOT = (float) Math.sqrt(0.5);

  private final int dimension;
  private final int rotatedDimension;
  private final int powerOfTwo;

  /// One sign per coordinate and round; those of a round are scaled so that its transform needs no
  /// further factor.
  private final float[] signs;

  private RandomRotation(int dimension, int rotatedDimension, long seed) {
    this.dimension = dimension;
    this.rotatedDimension = rotatedDimension;
    this.powerOfTwo = Integer.highestOneBit(rotatedDimension);
    this.signs = new float[ROUNDS * rotatedDimension];
    var random = new SplittableRandom(seed);
    float scale = (float) (1 / Math.sqrt(powerOfTwo));
    for (int round = 0; round < ROUNDS; round++) {
      int start = transformStart(round);
      for (int i = 0; i < rotatedDimension; i++) {
        boolean isTransformed = start <= i && i < start + powerOfTwo;
        float magnitude = isTransformed ? scale : 1;
        signs[round * rotatedDimension + i] = random.nextBoolean() ? magnitude : -magnitude;
      }
    }
  }

  /// @param dimension numbers per vector, at least 1
  /// @param rotatedDimension numbers per rotated vector, at least `dimension`; vectors are filled
  ///   up with zeros before they are rotated
  /// @param seed of the signs
  public static RandomRotation of(int dimension, int rotatedDimension, long seed) {
    require(dimension >= 1, "dimension is %d; it must be at least 1", dimension);
    require(
        rotatedDimension >= dimension,
        "rotatedDimension is %d; it must be at least the dimension (%d), or lengths would change",
        rotatedDimension,
        dimension);
    return new RandomRotation(dimension, rotatedDimension, seed);
  }

  public int dimension() {
    return dimension;
  }

  public int rotatedDimension() {
    return rotatedDimension;
  }

  /// Rotates one vector.
  ///
  /// @param vectors holds the vector at `offset`; read only
  /// @param rotated receives [#rotatedDimension] numbers at `rotatedOffset`; may not overlap
  public void rotate(float[] vectors, int offset, float[] rotated, int rotatedOffset) {
    Objects.checkFromIndexSize(offset, dimension, vectors.length);
    Objects.checkFromIndexSize(rotatedOffset, rotatedDimension, rotated.length);
    System.arraycopy(vectors, offset, rotated, rotatedOffset, dimension);
    Arrays.fill(rotated, rotatedOffset + dimension, rotatedOffset + rotatedDimension, 0f);
    for (int round = 0; round < ROUNDS; round++) {
      flip(rotated, rotatedOffset, round);
      transform(rotated, rotatedOffset + transformStart(round));
      if (powerOfTwo != rotatedDimension) {
        mixHalves(rotated, rotatedOffset);
      }
    }
  }

  /// Turns one vector back.
  ///
  /// @param rotated holds [#rotatedDimension] numbers at `rotatedOffset`; overwritten
  /// @param vectors receives [#dimension] numbers at `offset`
  public void restore(float[] rotated, int rotatedOffset, float[] vectors, int offset) {
    Objects.checkFromIndexSize(offset, dimension, vectors.length);
    Objects.checkFromIndexSize(rotatedOffset, rotatedDimension, rotated.length);
    for (int round = ROUNDS - 1; round >= 0; round--) {
      if (powerOfTwo != rotatedDimension) {
        mixHalves(rotated, rotatedOffset); // undoes itself, as does the transform
      }
      transform(rotated, rotatedOffset + transformStart(round));
      flip(rotated, rotatedOffset, round);
    }
    System.arraycopy(rotated, rotatedOffset, vectors, offset, dimension);
  }

  /// Even rounds transform the first coordinates, odd rounds the last.
  private int transformStart(int round) {
    return round % 2 == 0 ? 0 : rotatedDimension - powerOfTwo;
  }

  private void flip(float[] rotated, int offset, int round) {
    int from = round * rotatedDimension;
    if (Kernels.HAS_LANES) {
      LaneRotation.multiply(rotated, offset, signs, from, rotatedDimension);
      return;
    }
    for (int i = 0; i < rotatedDimension; i++) {
      rotated[offset + i] *= signs[from + i];
    }
  }

  private void transform(float[] rotated, int offset) {
    if (Kernels.HAS_LANES) {
      LaneHadamard.transform(rotated, offset, powerOfTwo);
    } else {
      ScalarKernels.hadamard(rotated, offset, powerOfTwo);
    }
  }

  private void mixHalves(float[] rotated, int offset) {
    int half = rotatedDimension / 2;
    int second = offset + rotatedDimension - half;
    if (Kernels.HAS_LANES) {
      LaneRotation.mix(rotated, offset, second, half, HALF_ROOT);
      return;
    }
    for (int i = 0; i < half; i++) {
      float a = rotated[offset + i];
      float b = rotated[second + i];
      rotated[offset + i] = (a + b) * HALF_ROOT;
      rotated[second + i] = (a - b) * HALF_ROOT;
    }
  }
}
