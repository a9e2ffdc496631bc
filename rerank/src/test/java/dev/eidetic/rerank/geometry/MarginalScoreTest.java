package dev.eidetic.rerank.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MarginalScoreTest {

  private static final double REACH = 3;
  private static final double NOISE = REACH / MarginalScore.QUANTILE;

  private final MarginalScore score = new MarginalScore(REACH);

  /// The mean, over all levels of noise up to the greatest, of the density of that error: chi with
  /// four degrees of freedom, cut at its quantile. Up to a constant.
  private static double weightByTheDefinition(double error) {
    int steps = 20_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double noise = NOISE * (i + 0.5) / steps;
      if (error < MarginalScore.QUANTILE * noise) {
        sum +=
            Math.pow(noise, -4)
                * Math.exp(-error * error / (2 * noise * noise))
                * error
                * error
                * error;
      }
    }
    return sum / steps;
  }

  @Test
  void weightsFollowTheDefinition() {
    double unit = weightByTheDefinition(1.0) / score.weight(1.0);
    for (double error : new double[] {0.2, 0.5, 1.5, 2, 2.5, 2.9}) {
      assertThat(score.weight(error * error) * unit)
          .as("error %s", error)
          .isCloseTo(weightByTheDefinition(error), within(0.006 * unit));
    }
  }

  @Test
  void gainsAreWhatTheIntegralOfWeightsLeaves() {
    int steps = 30_000;
    double sum = 0;
    var partial = new double[steps + 1];
    for (int i = 0; i < steps; i++) {
      double error = REACH * (i + 0.5) / steps;
      sum += error * score.weight(error * error);
      partial[i + 1] = sum;
    }
    for (int i = 0; i < steps; i += 1000) {
      double error = REACH * i / steps;
      assertThat(score.gain(error * error)).isCloseTo(1 - partial[i] / sum, within(0.003));
    }
  }

  @Test
  void whatIsBeyondTheReachOrNoNumberSaysNothing() {
    assertThat(score.gain(REACH * REACH)).isZero();
    assertThat(score.weight(1e300)).isZero();
    assertThat(score.gain(Double.NaN)).isZero();
    assertThat(score.weight(Double.NaN)).isZero();
    assertThat(score.gain(0)).isEqualTo(1);
  }
}
