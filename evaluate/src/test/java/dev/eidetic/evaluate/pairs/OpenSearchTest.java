package dev.eidetic.evaluate.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.testkit.Seeds;
import org.junit.jupiter.api.Test;

/// Open-set identification.
class OpenSearchTest {

  /// Two non-mated searches at 0.9 and 0.5, two mated ones, both right, at 0.8 and 0.5.
  private static final OpenSearch FOUR =
      new OpenSearch(
          new double[] {0.9, 0.5, 0.8, 0.5},
          new boolean[] {false, false, true, true},
          new boolean[] {false, false, true, true});

  @Test
  void aThresholdLiesAboveTheFirstStrangerTooMany() {
    assertThat(FOUR.truePositiveRateAt(0)).isZero();
    assertThat(FOUR.truePositiveRateAt(0.49)).isZero();
    assertThat(FOUR.truePositiveRateAt(0.5)).isEqualTo(0.5);
    assertThat(FOUR.truePositiveRateAt(1)).isEqualTo(1);
  }

  @Test
  void aWrongCandidateIsNeverATruePositive() {
    var search =
        new OpenSearch(
            new double[] {0.1, 0.9, 0.8},
            new boolean[] {false, false, true},
            new boolean[] {false, true, true});
    assertThat(search.truePositiveRateAt(1)).isEqualTo(0.5);
  }

  @Test
  void ratesAreThoseOfTryingEveryThreshold() {
    for (var random : Seeds.many(50)) {
      int count = 2 + random.nextInt(30);
      var scores = new double[count];
      var right = new boolean[count];
      var mated = new boolean[count];
      for (int i = 0; i < count; i++) {
        scores[i] = random.nextInt(6) / 5.0;
        mated[i] = i % 2 == 0;
        right[i] = mated[i] && random.nextBoolean();
      }
      double rate = random.nextInt(11) / 10.0;
      assertThat(new OpenSearch(scores, right, mated).truePositiveRateAt(rate))
          .as(random.toString())
          .isEqualTo(byEveryThreshold(scores, right, mated, rate));
    }
  }

  /// The best of all thresholds whose false positive rate is small enough.
  private static double byEveryThreshold(
      double[] scores, boolean[] right, boolean[] mated, double rate) {
    double best = 0;
    for (double threshold = -0.1; threshold < 1.3; threshold += 0.2) {
      int strangers = 0;
      int accepted = 0;
      int found = 0;
      for (int i = 0; i < scores.length; i++) {
        strangers += mated[i] ? 0 : 1;
        accepted += !mated[i] && scores[i] >= threshold ? 1 : 0;
        found += right[i] && scores[i] >= threshold ? 1 : 0;
      }
      if (accepted <= rate * strangers + 1e-9) {
        best = Math.max(best, (double) found / (scores.length - strangers));
      }
    }
    return best;
  }

  @Test
  void withoutStrangersThereIsNoRate() {
    var search = new OpenSearch(new double[] {1}, new boolean[] {true}, new boolean[] {true});
    assertThat(search.truePositiveRateAt(0.1)).isNaN();
  }

  @Test
  void contradictionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new OpenSearch(new double[] {1}, new boolean[] {true}, new boolean[] {false}))
        .withMessageContaining("search 0 is right, but who it is for is not there");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FOUR.truePositiveRateAt(1.5))
        .withMessageContaining("1.5");
  }
}
