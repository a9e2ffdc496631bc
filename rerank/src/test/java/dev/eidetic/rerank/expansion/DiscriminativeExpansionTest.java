package dev.eidetic.rerank.expansion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.rerank.Lists;
import dev.eidetic.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscriminativeExpansionTest {

  /// One example of each kind, at 1 and -1: least `w^2/2 + 2c * max(0, 1 - w)` is at `min(1, 2c)`.
  @Test
  void twoExamplesOnALineAreSeparatedAsByHand() {
    var right = List.of(new float[] {1});
    var wrong = List.of(new float[] {-1});
    assertThat((double) LinearSeparator.weights(right, wrong, 1)[0]).isCloseTo(1, within(1e-3));
    assertThat((double) LinearSeparator.weights(right, wrong, 0.25)[0])
        .isCloseTo(0.5, within(1e-3));
  }

  /// The oracle walks down the gradient of the problem as it is written, in small steps.
  @Test
  void theSeparatorIsAsGoodAsSlowDescent() {
    for (var random : Seeds.many(5)) {
      var right = new ArrayList<float[]>();
      var wrong = new ArrayList<float[]>();
      for (int i = 0; i < 20; i++) {
        (i < 6 ? right : wrong).add(random.unitVector(5));
      }
      double slow = slowDescent(right, wrong, 1);
      double[] weights = Lists.doubles(LinearSeparator.weights(right, wrong, 1));
      double best = Double.POSITIVE_INFINITY;
      for (int i = -4_000; i <= 4_000; i++) { // the offset is not returned: the best there is
        best = Math.min(best, objective(weights, i / 1000.0, right, wrong, 1));
      }
      assertThat(best).as("%s", random).isLessThanOrEqualTo(slow + 2e-3);
    }
  }

  private static double slowDescent(List<float[]> right, List<float[]> wrong, double cost) {
    var weights = new double[5];
    double offset = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int step = 1; step <= 6_000; step++) {
      double[] slope = weights.clone();
      double offsetSlope = offset;
      for (int i = 0; i < right.size() + wrong.size(); i++) {
        int side = i < right.size() ? 1 : -1;
        double[] x = Lists.doubles(i < right.size() ? right.get(i) : wrong.get(i - right.size()));
        if (side * (Lists.dot(weights, x) + offset) < 1) {
          for (int j = 0; j < slope.length; j++) {
            slope[j] -= cost * side * x[j];
          }
          offsetSlope -= cost * side;
        }
      }
      for (int j = 0; j < weights.length; j++) {
        weights[j] -= slope[j] / (step + 10.0);
      }
      offset -= offsetSlope / (step + 10.0);
      best = Math.min(best, objective(weights, offset, right, wrong, cost));
    }
    return best;
  }

  private static double objective(
      double[] weights, double offset, List<float[]> right, List<float[]> wrong, double cost) {
    double sum = (Lists.dot(weights, weights) + offset * offset) / 2;
    for (var x : right) {
      sum += cost * Math.max(0, 1 - Lists.dot(weights, Lists.doubles(x)) - offset);
    }
    for (var x : wrong) {
      sum += cost * Math.max(0, 1 + Lists.dot(weights, Lists.doubles(x)) + offset);
    }
    return sum;
  }

  /// Right and wrong differ in the second coordinate only, which the query does not have.
  @Test
  void learnsWhatTheFirstHitsHaveInCommon() {
    float[][] rows = {
      {0.9f, 0.1f, 0.42f},
      {0.8f, 0.5f, 0.33f},
      {0.79f, -0.5f, 0.35f},
      {0.6f, 0.6f, -0.53f},
      {0.5f, -0.8f, 0.33f},
      {0.4f, -0.9f, -0.17f}
    };
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Lists.unit(rows[i]);
    }
    var first = Lists.ranked(rows, new float[] {1, 0, 0});
    var better = Lists.run(new DiscriminativeExpansion(2, 2, 1), first);
    assertThat(better.ordinals()).containsSubsequence(3, 2);
    assertThat(first.ordinals()).containsSubsequence(2, 3);
  }
}
