package dev.eidetic.index.rabitq;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.RandomRotation;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Rotates vectors at random and rounds them to grid points.
///
/// For a residual `r` with the grid point `x`, `<r, q>` is estimated by `<x, q> * |r|^2 / <x, r>`,
/// which is right on average over the rotations. The estimate is off by more than `slack * |q| *
/// |r| * tan / sqrt(dimension - 1)`, where `tan` is that of the angle between `r` and `x`, with the
/// probability of as many standard deviations of a normal variable (theorem 3.2 of the first
/// paper). The angle hardly depends on the residual: a rotated vector is random.
///
/// Of all grid points the one with the least angle is wanted. For a given step it is found by
/// rounding, but there are about `dimension * 2^(bits - 1)` steps that round differently. We try a
/// few steps around the one that is best for normal variables, keep the best and then move single
/// coordinates while that helps (docs/performance.md: what it costs and loses).
///
/// Immutable; any number of threads may use it at once, each with a [RaBitCode] of its own.
public final class RaBitQuantizer {

  /// Rotated vectors have a multiple of this many coordinates: sign codes are scanned by 16.
  private static final int GRANULE = 32;

  /// Steps that are tried, as shares of the least that no coordinate exceeds. The best is close to
  /// it for many bits and few coordinates, and half of it for 2 bits and 1,000 coordinates.
  private static final double[] STEP_SHARES = {
    0.5, 0.6, 0.7, 0.78, 0.86, 0.92, 0.96, 0.9999, 1.03, 1.06, 1.09, 1.12
  };

  private static final int MOST_ROUNDS = 4;

  private static final int TRIALS = 256;

  private final RandomRotation rotation;
  private final long seed;
  private final int bits;
  private final double sine;
  private final double signSine;

  private RaBitQuantizer(
      RandomRotation rotation, long seed, int bits, double sine, double signSine) {
    this.rotation = rotation;
    this.seed = seed;
    this.bits = bits;
    this.sine = sine;
    this.signSine = signSine;
  }

  /// Finds the usual angles by encoding random vectors.
  private RaBitQuantizer measured() {
    var random = new SplittableRandom(1);
    int dimension = codeDimension();
    var code = new RaBitCode(dimension);
    var vector = new float[dimension];
    var sines = new double[TRIALS];
    var signSines = new double[TRIALS];
    for (int trial = 0; trial < TRIALS; trial++) {
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) random.nextGaussian();
      }
      encode(vector, code);
      sines[trial] = sine(code.product, code.square, code.gridSquare);
      signSines[trial] = sine(code.signProduct, code.square, dimension * 0.25);
    }
    return new RaBitQuantizer(rotation, seed, bits, high(sines), high(signSines));
  }

  private static double sine(double product, double square, double gridSquare) {
    return Math.sqrt(Math.max(0, 1 - product * product / (square * gridSquare)));
  }

  /// A value that nine of ten do not exceed.
  private static double high(double[] values) {
    Arrays.sort(values);
    return values[values.length * 9 / 10];
  }

  /// @param dimension numbers per vector, 1 to 4096
  /// @param bits per number, 1 to 8
  /// @param seed of the rotation
  public static RaBitQuantizer of(int dimension, int bits, long seed) {
    require(1 <= bits && bits <= 8, "RaBitQ of %d bits is unknown; bits are 1 to 8", bits);
    return new RaBitQuantizer(rotation(dimension, seed), seed, bits, 0, 0).measured();
  }

  /// The same with another rotation.
  RaBitQuantizer withSeed(long seed) {
    return new RaBitQuantizer(rotation(dimension(), seed), seed, bits, sine, signSine);
  }

  private static RandomRotation rotation(int dimension, long seed) {
    int padded = (dimension + GRANULE - 1) / GRANULE * GRANULE;
    return RandomRotation.of(dimension, padded, seed);
  }

  public int bits() {
    return bits;
  }

  /// Of the rotation.
  public long seed() {
    return seed;
  }

  /// Numbers per vector before the rotation.
  public int dimension() {
    return rotation.dimension();
  }

  /// Numbers per rotated vector and per code.
  public int codeDimension() {
    return rotation.rotatedDimension();
  }

  /// @param source holds the vector from `offset` on
  /// @param rotated receives [#codeDimension] numbers
  public void rotate(float[] source, int offset, float[] rotated) {
    rotation.rotate(source, offset, rotated, 0);
  }

  /// Turns a rotated vector back.
  ///
  /// @param rotated overwritten
  /// @param target receives [#dimension] numbers
  void restore(float[] rotated, float[] target) {
    rotation.restore(rotated, 0, target, 0);
  }

  /// What is subtracted from a number of a code to get the coordinate of the grid point.
  float centre() {
    return ((1 << bits) - 1) * 0.5f;
  }

  /// The error of an estimate by all bits, in standard deviations: that of `<r, q>` is this times
  /// `|q| * |r|`.
  double deviation() {
    return sine / Math.sqrt(1 - sine * sine) / Math.sqrt(codeDimension() - 1.0);
  }

  /// The error of an estimate by the signs, in standard deviations: that of `<r, q>` is this times
  /// `|q|` times [RaBitCode#signFactor].
  double signDeviation() {
    return 0.5 * signSine * Math.sqrt(codeDimension() / (codeDimension() - 1.0));
  }

  /// Rounds a rotated residual.
  void encode(float[] rotated, RaBitCode code) {
    double square = 0;
    double sum = 0;
    for (float x : rotated) {
      square += (double) x * x;
      sum += Math.abs(x);
    }
    code.square = square;
    code.signProduct = 0.5 * sum;
    code.product = code.signProduct;
    code.gridSquare = 0.25 * rotated.length;
    Arrays.fill(code.numbers, (byte) 0);
    if (bits > 1 && square > 0) {
      chooseStep(rotated, code);
      for (int round = 0; round < MOST_ROUNDS && improve(rotated, code); round++) {}
    }
    int half = 1 << (bits - 1);
    for (int i = 0; i < rotated.length; i++) {
      int magnitude = code.numbers[i];
      code.numbers[i] = (byte) (rotated[i] >= 0 ? half + magnitude : half - 1 - magnitude);
    }
  }

  /// Fills the code with magnitudes, those by the best of a few steps.
  private void chooseStep(float[] rotated, RaBitCode code) {
    int most = (1 << (bits - 1)) - 1;
    float greatest = 0;
    for (float x : rotated) {
      greatest = Math.max(greatest, Math.abs(x));
    }
    double whole = greatest / (most + 1.0);
    double best = 0;
    float bestInverse = 0;
    for (double share : STEP_SHARES) {
      float inverse = (float) (1 / (whole * share));
      float product = 0;
      float gridSquare = 0;
      for (float x : rotated) {
        float magnitude = Math.abs(x);
        float grid = Math.min((int) (magnitude * inverse), most) + 0.5f;
        product += grid * magnitude;
        gridSquare += grid * grid;
      }
      double quality = (double) product * product / gridSquare;
      if (quality > best) {
        best = quality;
        bestInverse = inverse;
      }
    }
    double product = 0;
    double gridSquare = 0;
    for (int i = 0; i < rotated.length; i++) {
      float magnitude = Math.abs(rotated[i]);
      int number = Math.min((int) (magnitude * bestInverse), most);
      code.numbers[i] = (byte) number;
      product += (number + 0.5) * magnitude;
      gridSquare += (number + 0.5) * (number + 0.5);
    }
    code.product = product;
    code.gridSquare = gridSquare;
  }

  /// Moves each magnitude by one where that makes the angle smaller.
  ///
  /// @return whether any was moved
  private boolean improve(float[] rotated, RaBitCode code) {
    int most = (1 << (bits - 1)) - 1;
    double product = code.product;
    double gridSquare = code.gridSquare;
    boolean isMoved = false;
    for (int i = 0; i < rotated.length; i++) {
      double magnitude = Math.abs(rotated[i]);
      int number = code.numbers[i];
      // Moving on along the residual pays where the point lags behind its own length.
      int step = magnitude * gridSquare > (number + 0.5) * product ? 1 : -1;
      int moved = number + step;
      if (moved < 0 || moved > most) {
        continue;
      }
      double newProduct = product + step * magnitude;
      double newSquare = gridSquare + step * (2.0 * number + 1 + step);
      if (newProduct * newProduct * gridSquare > product * product * newSquare) {
        code.numbers[i] = (byte) moved;
        product = newProduct;
        gridSquare = newSquare;
        isMoved = true;
      }
    }
    code.product = product;
    code.gridSquare = gridSquare;
    return isMoved;
  }
}
