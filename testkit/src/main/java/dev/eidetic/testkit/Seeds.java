package dev.eidetic.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/// Random numbers that name their seed, so that a failure can be replayed.
///
/// Every use prints as `seed 8124`; put it into the assertion's description. Running with
/// `-Dtest.seed=8124` makes [#many] return just that one.
public final class Seeds extends Random {

  private static final long serialVersionUID = 1;

  private final long seed;

  private Seeds(long seed) {
    super(seed);
    this.seed = seed;
  }

  /// One generator with a fixed seed.
  public static Seeds of(long seed) {
    return new Seeds(seed);
  }

  /// Fresh generators, other ones in each run unless `test.sequence` is a number, or the single one
  /// named by `test.seed`.
  ///
  /// @param count how many, at least 1
  public static List<Seeds> many(int count) {
    Long replay = Long.getLong("test.seed");
    if (replay != null) {
      return List.of(new Seeds(replay));
    }
    var all = new ArrayList<Seeds>(count);
    // Neighbouring seeds would begin with nearly the same numbers, so they are drawn, not counted.
    var sequence = new SplittableRandom(Long.getLong("test.sequence", System.nanoTime()));
    for (int i = 0; i < count; i++) {
      all.add(new Seeds(sequence.nextLong() & 0xffff_ffffL));
    }
    return all;
  }

  /// Independent standard normal numbers.
  public float[] vector(int length) {
    var vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (float) nextGaussian();
    }
    return vector;
  }

  /// A vector of Euclidean length 1, uniform over directions.
  public float[] unitVector(int length) {
    float[] vector = vector(length);
    double squares = 0;
    for (float x : vector) {
      squares += (double) x * x;
    }
    double norm = Math.sqrt(squares);
    for (int i = 0; i < length; i++) {
      vector[i] = (float) (vector[i] / norm);
    }
    return vector;
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
