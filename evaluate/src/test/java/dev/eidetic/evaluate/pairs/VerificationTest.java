package dev.eidetic.evaluate.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import org.junit.jupiter.api.Test;

class VerificationTest {

  private static Verification of(double[] matches, double[] others) {
    var scores = new double[matches.length + others.length];
    var right = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      right[i] = i < matches.length;
      scores[i] = right[i] ? matches[i] : others[i - matches.length];
    }
    return Verification.of(ScoredDecisions.of(scores, right));
  }

  @Test
  void noThresholdCutsThroughATie() {
    var tie = of(new double[] {0.9, 0.5}, new double[] {0.5, 0.1});
    assertThat(tie.falseNonMatchRateAt(0.25)).isEqualTo(0.5);
    assertThat(tie.falseNonMatchRateAt(0.5)).isZero();
    assertThat(tie.falseNonMatchRateAt(0)).isEqualTo(0.5);
    assertThat(tie.pointAt(0.5).threshold()).isEqualTo(0.5);
    assertThat(tie.areaUnderCurve()).isEqualTo(3.5 / 4);
  }

  @Test
  void theEqualErrorRateLiesOnTheLineBetweenThresholds() {
    var tie = of(new double[] {0.9, 0.5}, new double[] {0.5, 0.2, 0.1});
    assertThat(tie.equalErrorRate()).isCloseTo(0.2, within(1e-15));
    assertThat(of(new double[] {2}, new double[] {1}).equalErrorRate()).isZero();
    assertThat(of(new double[] {1}, new double[] {2}).equalErrorRate()).isEqualTo(1);
    assertThat(of(new double[] {1}, new double[] {1}).equalErrorRate()).isEqualTo(0.5);
  }

  @Test
  void theAreaIsHowOftenAMatchScoresHigher() {
    for (var random : Seeds.many(100)) {
      double[] matches = scores(random);
      double[] others = scores(random);
      double wins = 0;
      for (double match : matches) {
        for (double other : others) {
          wins += match > other ? 1 : match == other ? 0.5 : 0;
        }
      }
      assertThat(of(matches, others).areaUnderCurve())
          .as("%s", random)
          .isCloseTo(wins / matches.length / others.length, within(1e-12));
    }
  }

  @Test
  void ratesAreThoseOfTryingEveryThreshold() {
    for (var random : Seeds.many(100)) {
      double[] matches = scores(random);
      double[] others = scores(random);
      double limit = random.nextDouble();
      double least = 1;
      double accuracy = 0;
      for (double threshold = -1; threshold <= 9; threshold += 0.5) {
        double falseMatches = rateAtLeast(others, threshold);
        double missed = 1 - rateAtLeast(matches, threshold);
        least = falseMatches <= limit ? Math.min(least, missed) : least;
        double judgedRight = matches.length * (1 - missed) + others.length * (1 - falseMatches);
        accuracy = Math.max(accuracy, judgedRight / (matches.length + others.length));
      }
      var verification = of(matches, others);
      assertThat(verification.falseNonMatchRateAt(limit))
          .as("%s", random)
          .isCloseTo(least, within(1e-12));
      assertThat(verification.bestAccuracy()).as("%s", random).isCloseTo(accuracy, within(1e-12));
    }
  }

  private static double[] scores(Seeds random) {
    return random.ints(random.nextInt(1, 20), 0, 8).asDoubleStream().toArray();
  }

  private static double rateAtLeast(double[] scores, double threshold) {
    int count = 0;
    for (double score : scores) {
      count += score >= threshold ? 1 : 0;
    }
    return (double) count / scores.length;
  }

  @Test
  void bothKindsOfPairsAreNeeded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(new double[] {1}, new double[0]))
        .withMessage("there are 1 matches and 0 non-matches; both are needed");
  }
}
