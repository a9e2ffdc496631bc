package dev.eidetic.engine.bench.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.engine.bench.index.RecallCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecallCurveTest {

  private final RecallCurve curve =
      new RecallCurve(
          "a",
          List.of(
              new Point(0.96, 400),
              new Point(0.92, 1000),
              new Point(0.91, 900),
              new Point(1, 100)));

  @Test
  void settingsThatAnotherBeatsInBothAreLeftOut() {
    assertThat(curve.points())
        .containsExactly(new Point(0.92, 1000), new Point(0.96, 400), new Point(1, 100));
  }

  @Test
  void speedBetweenPointsIsInterpolatedByLogarithm() {
    // halfway: the square root of 1000 * 400, and of 400 * 100
    assertThat(curve.perSecondAt(0.94).orElseThrow()).isCloseTo(632.46, within(0.01));
    assertThat(curve.perSecondAt(0.98).orElseThrow()).isCloseTo(200, within(1e-6));
  }

  @Test
  void belowTheFirstPointItsSpeedCounts() {
    assertThat(curve.perSecondAt(0.5)).hasValue(1000);
  }

  @Test
  void recallThatWasNotReachedHasNoSpeed() {
    assertThat(new RecallCurve("b", List.of(new Point(0.9, 10))).perSecondAt(0.95)).isEmpty();
    assertThat(new RecallCurve("c", List.of()).perSecondAt(0.5)).isEmpty();
  }
}
