package dev.eidetic.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BootstrapTest {

  @Test
  void theIntervalOfCoinFlipsIsThatOfTheBinomialDistribution() {
    var values = new double[400];
    Arrays.fill(values, 0, 100, 1);
    var interval = Bootstrap.DEFAULT.meanInterval(values);
    double reach = 1.96 * Math.sqrt(0.25 * 0.75 / 400);
    assertThat(interval.low()).isCloseTo(0.25 - reach, within(0.005));
    assertThat(interval.high()).isCloseTo(0.25 + reach, within(0.005));
    assertThat(Bootstrap.DEFAULT.meanInterval(values)).isEqualTo(interval);
  }

  @Test
  void computedAndDrawnIntervalsAgreeWhereTheOneTakesOverFromTheOther() {
    var random = Seeds.of(3);
    var most = random.doubles(Bootstrap.MOST_RESAMPLED).toArray();
    var drawn = Bootstrap.DEFAULT.meanInterval(most);
    var computed =
        Bootstrap.DEFAULT.meanInterval(Arrays.copyOf(most, Bootstrap.MOST_RESAMPLED + 1));
    assertThat(computed.low()).isCloseTo(drawn.low(), within(5e-4));
    assertThat(computed.high()).isCloseTo(drawn.high(), within(5e-4));
  }

  @Test
  void anyFigureHasTheIntervalThatTheMeanHas() {
    double[] values = Seeds.of(4).doubles(50).toArray();
    var mean = Bootstrap.DEFAULT.meanInterval(values);
    var any =
        Bootstrap.DEFAULT.interval(
            50, drawn -> Arrays.stream(drawn).mapToDouble(i -> values[i]).average().orElseThrow());
    assertThat(any.low()).isCloseTo(mean.low(), within(0.01));
    assertThat(any.high()).isCloseTo(mean.high(), within(0.01));
    assertThat(Bootstrap.DEFAULT.interval(3, _ -> Double.NaN).low()).isNaN();
    assertThat(Bootstrap.DEFAULT.interval(1_000_000, _ -> 1).low()).as("too many").isNaN();
  }

  @Test
  void oneQuerySaysNothingAboutOthersAndNoneNothingAtAll() {
    assertThat(Bootstrap.DEFAULT.meanInterval(new double[] {0.5}))
        .isEqualTo(new ConfidenceInterval(0.5, 0.5, 0.95));
    assertThat(Bootstrap.DEFAULT.meanInterval(new double[0]).low()).isNaN();
  }

  @Test
  void nineteenOfTwentyIntervalsHoldTheTruth() {
    int held = 0;
    var random = Seeds.of(11);
    var bootstrap = new Bootstrap(400, 0.95, 5);
    for (int run = 0; run < 400; run++) {
      var values = new double[60];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextDouble() < 0.4 ? 1 : random.nextDouble() / 2;
      }
      var interval = bootstrap.meanInterval(values);
      double mean = 0.4 + 0.6 * 0.25;
      held += interval.low() <= mean && mean <= interval.high() ? 1 : 0;
    }
    assertThat(held).isBetween(360, 395);
  }

  @Test
  void tailsOfTheNormalDistributionAreThoseOfTheTables() {
    assertThat(Normal.upperTail(0)).isEqualTo(0.5);
    assertThat(Normal.upperTail(1.959963984540054)).isCloseTo(0.025, within(1e-12));
    assertThat(Normal.upperTail(2.9999999)).isCloseTo(1.349898e-3, within(1e-9));
    assertThat(Normal.upperTail(3)).isCloseTo(1.3498980316e-3, within(1e-13));
    assertThat(Normal.upperTail(6)).isCloseTo(9.865876450e-10, within(1e-18));
    assertThat(Normal.quantile(0.975)).isCloseTo(1.959963984540054, within(1e-10));
  }
}
