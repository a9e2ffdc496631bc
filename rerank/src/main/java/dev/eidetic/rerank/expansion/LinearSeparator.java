package dev.eidetic.rerank.expansion;

import dev.eidetic.rerank.Rescoring;
import dev.eidetic.vectors.Kernels;
import java.util.List;

/// A linear support vector machine for a few hundred examples, by coordinate descent on the dual:
/// least `|w|^2 / 2 + c * sum of max(0, 1 - y * w.x)`, the offset being one more coordinate that is
/// 1 in all examples. Source: Hsieh et al., A dual coordinate descent method for large-scale linear
/// SVM, 2008, doi:10.1145/1390156.1390208, algorithm 1.
final class LinearSeparator {

  private static final int MOST_ROUNDS = 1_000;

  /// How far from optimal a coordinate may be.
  private static final double TOLERANCE = 1e-4;

  private LinearSeparator() {}

  /// @param positives examples with y = 1
  /// @param negatives examples with y = -1
  /// @param cost c, how much a violation costs
  /// @return w without the offset, which is the same for all that is ranked
  static float[] weights(List<float[]> positives, List<float[]> negatives, double cost) {
    int count = positives.size() + negatives.size();
    var weights = new float[positives.getFirst().length];
    var squares = new double[count];
    var dual = new double[count];
    double offset = 0;
    for (int i = 0; i < count; i++) {
      float[] example = example(positives, negatives, i);
      squares[i] = 1.0 + Kernels.dot(example, example);
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double worst = 0;
      for (int i = 0; i < count; i++) {
        int side = i < positives.size() ? 1 : -1;
        float[] example = example(positives, negatives, i);
        double gradient = side * (Kernels.dot(weights, example) + offset) - 1;
        double moved = Math.clamp(dual[i] - gradient / squares[i], 0, cost);
        double step = moved - dual[i];
        if (step != 0) {
          worst = Math.max(worst, Math.abs(step) * squares[i]);
          dual[i] = moved;
          Rescoring.add(weights, (float) (side * step), example);
          offset += side * step;
        }
      }
      if (worst <= TOLERANCE) {
        break;
      }
    }
    return weights;
  }

  private static float[] example(List<float[]> positives, List<float[]> negatives, int i) {
    return i < positives.size() ? positives.get(i) : negatives.get(i - positives.size());
  }
}
