package dev.eidetic.rerank.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.geometry.Fit.Outcome;
import dev.eidetic.testkit.Seeds;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RobustFitTest {

  private static Fit fit(PointPairs pairs, ModelKind kind) {
    return RobustFit.of(pairs, RobustSettings.of(kind), TimeBudget.unlimited());
  }

  @ParameterizedTest
  @EnumSource(names = {"SIMILARITY", "AFFINE", "HOMOGRAPHY"})
  void findsTheModelAmongTwiceAsManyWrongPairs(ModelKind kind) {
    for (int seed = 1; seed <= 6; seed++) {
      var random = Seeds.of(seed); // drawn ones would fail by chance now and then
      var pairs = Scenes.of(Scenes.planar(kind), 150, 100, 0.7, random);
      var settings = RobustSettings.of(kind).withTrials(5000);
      var fit = RobustFit.of(pairs, settings, TimeBudget.unlimited());
      assertThat(fit.outcome()).isEqualTo(Outcome.FOUND);
      assertThat(Scenes.cornerDistance(fit.model().orElseThrow(), Scenes.planar(kind)))
          .as("%s", random)
          .isLessThan(8);
      assertThat(fit.inliers().size()).as("%s", random).isBetween(47, 60);
    }
  }

  @Test
  void findsTheFundamentalMatrixOfARoom() {
    for (int seed = 1; seed <= 10; seed++) {
      var random = Seeds.of(seed); // drawn ones would fail by chance now and then
      var fit = fit(Scenes.room(120, 36, 0.5, random), ModelKind.FUNDAMENTAL);
      assertThat(fit.outcome()).as("%s", random).isEqualTo(Outcome.FOUND);
      assertThat(fit.inliers().size()).as("%s", random).isBetween(80, 95);
    }
  }

  @Test
  void saysThatAPlaneLeavesTheFundamentalMatrixOpen() {
    for (int seed = 1; seed <= 5; seed++) {
      var random = Seeds.of(seed); // drawn ones would fail by chance now and then
      var pairs = Scenes.of(Scenes.HOMOGRAPHY, 100, 20, 0.5, random);
      assertThat(fit(pairs, ModelKind.FUNDAMENTAL).outcome())
          .as("%s", random)
          .isEqualTo(Outcome.PLANAR);
    }
  }

  @Test
  void theSameSeedGivesTheSameModel() {
    var pairs = Scenes.of(Scenes.HOMOGRAPHY, 100, 60, 1, Seeds.of(5));
    var one = fit(pairs, ModelKind.HOMOGRAPHY);
    var two = fit(pairs, ModelKind.HOMOGRAPHY);
    assertThat(one.inliers()).isEqualTo(two.inliers());
    assertThat(one.model().orElseThrow().matrix())
        .containsExactly(two.model().orElseThrow().matrix());
  }

  @ParameterizedTest
  @EnumSource
  void pairsInOnePlaceGiveNoModel(ModelKind kind) {
    var same = new double[50];
    assertThat(fit(PointPairs.of(same, same, same, same), kind).model()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"AFFINE", "HOMOGRAPHY"})
  void pairsOnALineGiveNoModel(ModelKind kind) {
    var x = new double[50];
    var y = new double[50];
    for (int i = 0; i < 50; i++) {
      x[i] = 3 * i;
      y[i] = 2 * i + 7;
    }
    assertThat(fit(PointPairs.of(x, y, x, y), kind).model()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void numbersThatAreNoneOrHugeChangeNothing(ModelKind kind) {
    for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e200}) {
      var clean =
          kind == ModelKind.FUNDAMENTAL
              ? Scenes.room(40, 0, 0, Seeds.of(3))
              : Scenes.of(Scenes.planar(kind), 40, 0, 0, Seeds.of(3));
      var x = new double[42];
      var y = new double[42];
      var u = new double[42];
      var v = new double[42];
      for (int i = 0; i < 40; i++) {
        x[i] = clean.leftX(i);
        y[i] = clean.leftY(i);
        u[i] = clean.rightX(i);
        v[i] = clean.rightY(i);
      }
      x[40] = odd;
      v[41] = odd;
      var fit = fit(PointPairs.of(x, y, u, v), kind);
      fit.model().ifPresent(model -> assertThat(model.matrix()).doesNotContain(Double.NaN));
      assertThat(fit.inliers().size()).as("%s", odd).isEqualTo(40);
    }
  }

  @Test
  void fewerPairsThanASampleAreTooFew() {
    var three = new double[3];
    var fit = fit(PointPairs.of(three, three, three, three), ModelKind.HOMOGRAPHY);
    assertThat(fit.outcome()).isEqualTo(Outcome.TOO_FEW_PAIRS);
    three[1] = Double.NaN;
    assertThat(fit(PointPairs.of(three, three, three, three), ModelKind.AFFINE).outcome())
        .isEqualTo(Outcome.TOO_FEW_PAIRS);
  }

  @Test
  void aMirrorImageIsNoModel() {
    var mirror = new Transform(ModelKind.AFFINE, new double[] {-1, 0, 640, 0, 1, 0, 0, 0, 1});
    var pairs = Scenes.of(mirror, 60, 0, 0, Seeds.of(6));
    assertThat(fit(pairs, ModelKind.AFFINE).model()).isEmpty();
    assertThat(fit(pairs, ModelKind.HOMOGRAPHY).model()).isEmpty();
  }

  @Test
  void aSpentBudgetEndsTheSearchWithWhatThereIs() {
    var pairs = Scenes.of(Scenes.HOMOGRAPHY, 100, 95, 1, Seeds.of(8));
    var clock = new AtomicLong();
    var budget = TimeBudget.of(Duration.ofNanos(2), clock::getAndIncrement);
    var settings = RobustSettings.of(ModelKind.HOMOGRAPHY);
    assertThat(RobustFit.of(pairs, settings, budget).trials()).isLessThan(50);
  }

  @Test
  void anglesAndScalesOfASimilarityAreReadFromIt() {
    assertThat(Scenes.SIMILARITY.scale(5, 5)).isCloseTo(1, within(1e-9));
    assertThat(Math.toDegrees(Scenes.SIMILARITY.angleRadians(100, 3)))
        .isCloseTo(36.8699, within(1e-4));
  }
}
