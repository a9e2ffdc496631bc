package dev.eidetic.engine.relevance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import org.junit.jupiter.api.Test;

class LogisticFitTest {

  /// Plain gradient descent on the same loss, for as long as it takes.
  private static double[] oracle(double[][] features, boolean[] isMatch, double[] weights) {
    var answer = new double[features[0].length];
    for (int step = 0; step < 200_000; step++) {
      var gradient = new double[answer.length];
      for (int row = 0; row < features.length; row++) {
        double logOdds = 0;
        for (int i = 0; i < answer.length; i++) {
          logOdds += features[row][i] * answer[i];
        }
        double error = 1 / (1 + Math.exp(-logOdds)) - (isMatch[row] ? 1 : 0);
        for (int i = 0; i < answer.length; i++) {
          gradient[i] += weights[row] * error * features[row][i];
        }
      }
      for (int i = 0; i < answer.length; i++) {
        answer[i] -= 0.02 * (gradient[i] + 1e-3 * answer[i]);
      }
    }
    return answer;
  }

  @Test
  void findsWhatGradientDescentFinds() {
    var random = Seeds.of(5);
    var features = new double[60][];
    var isMatch = new boolean[60];
    var weights = new double[60];
    for (int i = 0; i < 60; i++) {
      features[i] = new double[] {1, random.nextDouble(), random.nextDouble()};
      isMatch[i] = random.nextDouble() < features[i][1];
      weights[i] = 0.5 + random.nextDouble();
    }
    double[] expected = oracle(features, isMatch, weights);
    assertThat(LogisticFit.of(features, isMatch, weights)).containsExactly(expected, within(1e-4));
  }

  @Test
  void staysFiniteWhereTheClassesAreApart() {
    var features = new double[][] {{1, 0}, {1, 0.1}, {1, 0.9}, {1, 1}};
    double[] answer =
        LogisticFit.of(
            features, new boolean[] {false, false, true, true}, new double[] {1, 1, 1, 1});
    assertThat(answer[1]).isBetween(10.0, 1000.0);
  }
}
