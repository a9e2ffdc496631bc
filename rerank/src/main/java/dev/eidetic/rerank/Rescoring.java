package dev.eidetic.rerank;

import dev.eidetic.vectors.Kernels;
import java.util.Optional;

/// Compares hits with a vector.
public final class Rescoring {

  /// Hits between two looks at the clock.
  public static final int STEP = 64;

  private Rescoring() {}

  /// Inner products of the first hits with a vector.
  ///
  /// @return nothing if the budget was spent before the end
  public static Optional<float[]> scores(
      Candidates candidates, int count, float[] vector, TimeBudget budget) {
    var scores = new float[count];
    for (int i = 0; i < count; i++) {
      if (i % STEP == 0 && budget.isSpent()) {
        return Optional.empty();
      }
      scores[i] = Kernels.dot(vector, candidates.vector(i));
    }
    return Optional.of(scores);
  }

  /// Adds `factor` times a vector to another.
  public static void add(float[] target, float factor, float[] vector) {
    for (int i = 0; i < target.length; i++) {
      target[i] = Math.fma(factor, vector[i], target[i]);
    }
  }

  /// A cosine raised to a power; below zero nothing, so that no root of a negative number is taken
  /// and nothing is pulled away from what it resembles. To the power of 0 all weigh 1.
  public static float weight(float similarity, double power) {
    return power == 0 ? 1 : (float) Math.pow(Math.max(0, similarity), power);
  }
}
