package dev.eidetic.rerank.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SolversTest {

  @ParameterizedTest
  @EnumSource(names = {"SIMILARITY", "AFFINE", "HOMOGRAPHY"})
  void minimalSamplesGiveTheModelBack(ModelKind kind) {
    int solved = 0;
    for (var random : Seeds.many(30)) {
      var truth = Scenes.planar(kind);
      var scene = NormalizedPairs.of(Scenes.of(truth, kind.sampleSize(), 0, 0, random));
      var models = new double[1][9];
      int count = Solvers.of(kind).solve(scene.pairs(), sample(kind.sampleSize()), models);
      if (count == 1) { // else the points were nearly on a line
        solved++;
        assertThat(Scenes.cornerDistance(scene.inPixels(kind, models[0]), truth))
            .as("%s", random)
            .isLessThan(1e-3);
      }
    }
    assertThat(solved).as("of 30").isGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource(names = {"SIMILARITY", "AFFINE", "HOMOGRAPHY"})
  void leastSquaresUsesAllPairs(ModelKind kind) {
    for (var random : Seeds.many(10)) {
      var truth = Scenes.planar(kind);
      var scene = NormalizedPairs.of(Scenes.of(truth, 400, 0, 1, random));
      var weights = new double[400];
      Arrays.fill(weights, 1);
      double[] model = {1, 0, 0, 0, 1, 0, 0, 0, 1};
      for (int i = 0; i < 3; i++) {
        assertThat(Solvers.of(kind).fit(scene.pairs(), weights, model)).isTrue();
      }
      assertThat(Scenes.cornerDistance(scene.inPixels(kind, model), truth))
          .as("%s: with noise of 1 pixel and 400 pairs", random)
          .isLessThan(1.5);
    }
  }

  @Test
  void sevenPairsGiveAFundamentalMatrixThatTheOthersFit() {
    for (var random : Seeds.many(30)) {
      var scene = NormalizedPairs.of(Scenes.room(60, 0, 0, random));
      var models = new double[3][9];
      var solver = new FundamentalSolver();
      int count = solver.solve(scene.pairs(), sample(7), models);
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < count; i++) {
        var errors = new double[60];
        solver.squaredErrors(models[i], scene.pairs(), errors);
        best = Math.min(best, Arrays.stream(errors).max().orElseThrow());
      }
      assertThat(best).as("%s, %d solutions", random, count).isLessThan(1e-8);
    }
  }

  @Test
  void fundamentalMatricesAreSingularAfterLeastSquares() {
    var scene = NormalizedPairs.of(Scenes.room(100, 0, 0.5, Seeds.of(4)));
    var weights = new double[100];
    Arrays.fill(weights, 1);
    double[] model = {0, 0, 0, 0, 0, -1, 0, 1, 0};
    assertThat(new FundamentalSolver().fit(scene.pairs(), weights, model)).isTrue();
    double determinant =
        model[0] * (model[4] * model[8] - model[5] * model[7])
            - model[1] * (model[3] * model[8] - model[5] * model[6])
            + model[2] * (model[3] * model[7] - model[4] * model[6]);
    assertThat(determinant).isCloseTo(0, within(1e-12));
  }

  /// A camera that moves to the right: points stay in their row, so the error is how far they leave
  /// it, shared between both pictures.
  @Test
  void sampsonDistancesAreThoseOfRows() {
    var sideways = new Transform(ModelKind.FUNDAMENTAL, new double[] {0, 0, 0, 0, 0, -1, 0, 1, 0});
    assertThat(sideways.squaredError(10, 50, 90, 53)).isCloseTo(9 / 2.0, within(1e-12));
  }

  @Test
  void cubicsGiveTheirRootsBack() {
    var roots = new double[3];
    assertThat(Cubic.roots(2, -12, 22, -12, roots)).isEqualTo(3); // 2 (x-1) (x-2) (x-3)
    Arrays.sort(roots);
    assertThat(roots).containsExactly(new double[] {1, 2, 3}, within(1e-9));
    assertThat(Cubic.roots(1, 0, 0, -8, roots)).isEqualTo(1);
    assertThat(roots[0]).isCloseTo(2, within(1e-9));
    assertThat(Cubic.roots(0, 1, -3, 2, roots)).isEqualTo(2);
    assertThat(roots[0] + roots[1]).isCloseTo(3, within(1e-9));
    assertThat(Cubic.roots(0, 0, 2, -6, roots)).isEqualTo(1);
    assertThat(roots[0]).isCloseTo(3, within(1e-9));
    assertThat(Cubic.roots(0, 0, 0, 0, roots)).isZero();
    assertThat(Cubic.roots(1, 3, 3, 1, roots)).isEqualTo(1);
    assertThat(roots[0]).isCloseTo(-1, within(1e-5));
  }

  private static int[] sample(int size) {
    var sample = new int[size];
    Arrays.setAll(sample, i -> i);
    return sample;
  }
}
