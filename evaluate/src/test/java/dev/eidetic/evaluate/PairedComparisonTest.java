package dev.eidetic.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {

  @Test
  void fiveWinsOfFiveHappenByChanceInTwoOfThirtyTwoCases() {
    var first = new double[] {0, 0, 0, 0, 0, 0.5, Double.NaN};
    var second = new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.5, 1};
    var comparison = PairedComparison.of(first, second);
    assertThat(comparison.pValue()).isEqualTo(2.0 / 32);
    assertThat(comparison.queries()).isEqualTo(6);
    assertThat(comparison.better()).isEqualTo(5);
    assertThat(comparison.worse()).isZero();
    assertThat(comparison.difference()).isCloseTo(0.5 / 6, within(1e-15));
  }

  @Test
  void equalRunsDoNotDiffer() {
    var run = new double[] {0.3, 1, 0};
    assertThat(PairedComparison.of(run, run).pValue()).isEqualTo(1);
  }

  /// Twenty differences: drawn signs against all of them, by hand through the binomial tail.
  @Test
  void drawnSignsAgreeWithTheBinomialDistribution() {
    var first = new double[20];
    var second = new double[20];
    for (int i = 0; i < 20; i++) {
      second[i] = i < 15 ? 1 : -1; // 15 better, 5 worse
    }
    // P(15 or more, or 5 or fewer, of 20 coins) = 2 * (15504 + 4845 + 1140 + 190 + 20 + 1) / 2^20
    double exact = 2 * 21700.0 / (1 << 20);
    assertThat(PairedComparison.of(first, second).pValue()).isCloseTo(exact, within(0.006));
  }

  @Test
  void computedAndDrawnValuesAgreeForManyQueries() {
    var random = Seeds.of(4);
    int n = Bootstrap.MOST_RESAMPLED;
    var drawnSecond = new double[n];
    var computedSecond = new double[n + 1];
    for (int i = 0; i < n; i++) {
      drawnSecond[i] = random.nextGaussian() + 0.025;
      computedSecond[i] = drawnSecond[i];
    }
    computedSecond[n] = 1e-9;
    double drawn = PairedComparison.of(new double[n], drawnSecond).pValue();
    double computed = PairedComparison.of(new double[n + 1], computedSecond).pValue();
    assertThat(drawn).isBetween(0.001, 0.5);
    assertThat(computed).isCloseTo(drawn, within(0.02));
  }

  @Test
  void equallyGoodRunsLookDifferentInOneOfTwentyCases() {
    var random = Seeds.of(8);
    var bootstrap = new Bootstrap(500, 0.95, 1);
    int significant = 0;
    for (int run = 0; run < 400; run++) {
      var first = random.doubles(30).toArray();
      var second = random.doubles(30).toArray();
      significant += PairedComparison.of(first, second, bootstrap).pValue() <= 0.05 ? 1 : 0;
    }
    assertThat(significant).isBetween(6, 36);
  }

  @Test
  void runsOverDifferentQueriesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedComparison.of(new double[2], new double[3]))
        .withMessage(
            "the runs have 2 and 3 queries; only runs over the same queries can be compared");
  }
}
