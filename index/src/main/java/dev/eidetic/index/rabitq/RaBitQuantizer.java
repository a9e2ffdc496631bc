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
final class RaBitQuantizer {

  /// Rotated vectors have a multiple of this many coordinates: sign codes are scanned by 16.
  private static final int GRANULE = 32;

  /// Best step of a uniform quantizer of 2 to 8 bits for a normal variable of variance 1: Max,
  /// Quantizing for minimum distortion, 1960, <https://doi.org/10.1109/TIT.1960.1057548>, table 2,
  /// continued by the same equation for 6 bits and more.
  private static final double[] STEPS = {
    0.9957, 0.5860, 0.3352, 0.1881, 0.1041, 0.0568, 0.0307,
  };

  private static final double[] STEP_FACTORS = {0.8, 0.9, 1, 1.1, 1.2};

  private static final int MOST_ROUNDS = 4;

  private static final int TRIALS = 256;

  private final RandomRotation rotation;
  private final int bits;
  private final double sine;
  private final double signSine;

  private RaBitQuantizer(RandomRotation rotation, int bits) {
    this.rotation = rotation;
    this.bits = bits;
    var random = new SplittableRandom(1);
    int dimension = rotation.rotatedDimension();
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
    this.sine = high(sines);
    this.signSine = high(signSines);
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
  static RaBitQuantizer of(int dimension, int bits, long seed) {
    require(1 <= bits && bits <= 8, "RaBitQ of %d bits is unknown; bits are 1 to 8", bits);
    int padded = (dimension + GRANULE - 1) / GRANULE * GRANULE;
    return new RaBitQuantizer(RandomRotation.of(dimension, padded, seed), bits);
  }

  int bits() {
    return bits;
  }

  /// Numbers per vector before the rotation.
  int dimension() {
    return rotation.dimension();
  }

  /// Numbers per rotated vector and per code.
  int codeDimension() {
    return rotation.rotatedDimension();
  }

  /// @param source holds the vector from `offset` on
  /// @param rotated receives [#codeDimension] numbers
  void rotate(float[] source, int offset, float[] rotated) {
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
    double usual = STEPS[bits - 2] * Math.sqrt(code.square / rotated.length);
    double best = 0;
    float bestInverse = 0;
    for (double factor : STEP_FACTORS) {
      float inverse = (float) (1 / (usual * factor));
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
