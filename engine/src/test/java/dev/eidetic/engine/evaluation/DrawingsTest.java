package dev.eidetic.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.evaluate.Judgement;
import org.junit.jupiter.api.Test;

/// What the page draws, by hand.
class DrawingsTest {

  @Test
  void curvesAreMeansOverQueriesThatHaveSomethingToFind() {
    var curves = new AverageCurves(3);
    curves.accept(0, new Judgement(new int[] {0, 3}, 2, 10, 10)); // precision 1, then a half
    curves.accept(1, new Judgement(new int[] {1}, 1, 10, 10)); // a half throughout
    curves.accept(2, new Judgement(new int[0], 0, 10, 10));
    double[] precision = curves.precisionAtRecall();
    assertThat(precision[0]).isCloseTo(0.75, within(1e-7));
    assertThat(precision[10]).isCloseTo(0.75, within(1e-7));
    assertThat(precision[11]).isCloseTo(0.5, within(1e-7));
    assertThat(precision[20]).isCloseTo(0.5, within(1e-7));
    assertThat(curves.recallAtPlaces()).startsWith(0.5, 1.0, 1.0).endsWith(1.0);
  }

  @Test
  void whatIsNeverFoundHasNoPrecision() {
    var curves = new AverageCurves(1);
    curves.accept(0, new Judgement(new int[] {0}, 2, 10, 10));
    assertThat(curves.precisionAtRecall()[10]).isEqualTo(1.0);
    assertThat(curves.precisionAtRecall()[11]).isZero();
  }

  @Test
  void theMapRunsAlongTheLargestVarianceAndKeepsProportions() {
    var map = PlanarMap.of(new float[][] {{0, 5, 1}, {4, 5, 2}, {8, 5, 1}, {4, 5, 0}});
    assertThat(Math.abs(map.x()[2] - map.x()[0])).isCloseTo(1f, within(1e-4f));
    assertThat(map.x()[1]).isCloseTo(0.5f, within(1e-4f));
    assertThat(Math.abs(map.y()[1] - map.y()[3])).isCloseTo(0.25f, within(1e-4f));
  }

  @Test
  void equalVectorsLieInTheMiddle() {
    var map = PlanarMap.of(new float[][] {{1, 0}, {1, 0}});
    assertThat(map.x()).containsExactly(0.5f, 0.5f);
    assertThat(map.y()).containsExactly(0.5f, 0.5f);
  }
}
