package dev.eidetic.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.evaluate.AveragePrecisionAt.Divisor;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Worked out by hand: what each definition gives where its rival gives something else.
class MetricTest {

  private static final Offset<Double> EXACT = within(1e-12);

  /// Right images at these ranks, from 0, of `relevant` that exist, in a complete list of 20.
  private static Judgement judged(int relevant, int... ranks) {
    return new Judgement(ranks, relevant, 20, 20);
  }

  @Test
  void recallAsksForOneHitAndTheShareForAll() {
    var oneOfFourFirst = judged(4, 0);
    assertThat(new RecallAt(5).of(oneOfFourFirst)).isEqualTo(1);
    assertThat(new ShareFoundAt(5).of(oneOfFourFirst)).isEqualTo(0.25);
    assertThat(new RecallAt(5).of(judged(1, 5))).isZero();
    assertThat(new RecallAt(6).of(judged(1, 5))).isEqualTo(1);
  }

  @Test
  void precisionDividesByAllPlacesAndTheRevisitedOneByFewer() {
    var bothFirst = judged(2, 0, 1);
    assertThat(new PrecisionAt(5).of(bothFirst)).isEqualTo(0.4);
    assertThat(new RevisitedPrecisionAt(5).of(bothFirst)).isEqualTo(1);
    var firstAndThird = judged(2, 0, 2);
    assertThat(new RevisitedPrecisionAt(5).of(firstAndThird)).isEqualTo(2.0 / 3);
    assertThat(new RevisitedPrecisionAt(2).of(firstAndThird)).isEqualTo(0.5);
    assertThat(new RevisitedPrecisionAt(5).of(judged(2))).isZero();
  }

  @Test
  void averagePrecisionByTrapezoidsIsHalfThePlainMeanForOneHitInSecondPlace() {
    var second = judged(1, 1);
    assertThat(AveragePrecision.TRAPEZOID.of(second)).isEqualTo(0.25);
    assertThat(AveragePrecision.PLAIN_MEAN.of(second)).isEqualTo(0.5);
    assertThat(AveragePrecision.TRAPEZOID.of(judged(3, 0, 1, 2))).isEqualTo(1);
    // places 1 and 4 of two: (1 + 1) / 2 and (1/3 + 2/4) / 2, over 2
    assertThat(AveragePrecision.TRAPEZOID.of(judged(2, 0, 3)))
        .isCloseTo((1 + (1 / 3.0 + 0.5) / 2) / 2, EXACT);
  }

  @Test
  void averagePrecisionAtTwoDependsOnTheDivisor() {
    var secondOfThree = judged(3, 1);
    assertThat(new AveragePrecisionAt(2).of(secondOfThree)).isEqualTo(0.25);
    assertThat(new AveragePrecisionAt(2, Divisor.RELEVANT).of(secondOfThree))
        .isCloseTo(1 / 6.0, EXACT);
    assertThat(new AveragePrecisionAt(2, Divisor.FOUND).of(secondOfThree)).isEqualTo(0.5);
    assertThat(new AveragePrecisionAt(2, Divisor.FOUND).of(judged(3, 5))).isZero();
  }

  @Test
  void mapAtRSeesTheOrderThatRPrecisionDoesNotAndNothingBehindPlaceR() {
    assertThat(new MapAtR().of(judged(2, 0, 2))).isEqualTo(0.5);
    assertThat(AveragePrecision.PLAIN_MEAN.of(judged(2, 0, 2))).isCloseTo(5 / 6.0, EXACT);
    assertThat(new RPrecision().of(judged(2, 0, 2))).isEqualTo(0.5);
    assertThat(new MapAtR().of(judged(2, 1, 2))).isEqualTo(0.25);
    assertThat(new RPrecision().of(judged(2, 1, 2))).isEqualTo(0.5);
    assertThat(new PrecisionAt(5).of(judged(2, 0, 2))).isEqualTo(0.4);
  }

  @Test
  void reciprocalRankLooksAtTheFirstHitOnly() {
    assertThat(new ReciprocalRank().of(judged(2, 1, 7))).isEqualTo(0.5);
    assertThat(AveragePrecision.PLAIN_MEAN.of(judged(2, 1, 7))).isEqualTo(0.375);
    assertThat(new ReciprocalRank().of(judged(2))).isZero();
  }

  @Test
  void discountedGainIsMeasuredAgainstAllThatExists() {
    double second = Math.log(2) / Math.log(3);
    assertThat(new Ndcg(2).of(judged(3, 1))).isCloseTo(second / (1 + second), EXACT);
    assertThat(new Ndcg(2).of(judged(3, 1))).isCloseTo(0.387, within(5e-4));
    assertThat(new Ndcg(2).of(judged(1, 1))).isCloseTo(0.631, within(5e-4)); // its rival's figure
    assertThat(new Ndcg(5).of(judged(3, 0, 1, 2))).isEqualTo(1);
  }

  @Test
  void nisterSteweniusCountsTheFirstFourPlaces() {
    assertThat(new NisterStewenius().of(judged(4, 0))).isEqualTo(1);
    assertThat(new NisterStewenius().of(judged(4, 0, 1, 3, 4))).isEqualTo(3);
  }

  @Test
  void nothingIsDefinedWhereNothingIsRelevant() {
    for (String label : MetricLabelsTest.ALL) {
      assertThat(Metric.parse(label).of(judged(0))).as(label).isNaN();
    }
  }

  @Test
  void placesBeyondTheEndOfTheListHoldNothing() {
    var listOfThree = new Judgement(new int[] {0, 1}, 2, 3, 3);
    assertThat(new PrecisionAt(5).of(listOfThree)).isEqualTo(0.4);
    assertThat(new RecallAt(5).of(listOfThree)).isEqualTo(1);
    assertThat(new AveragePrecisionAt(5).of(listOfThree)).isEqualTo(1);
    assertThat(new Ndcg(5).of(listOfThree)).isEqualTo(1);
  }

  @Test
  void aMetricNeedsAtLeastOnePlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecallAt(0))
        .withMessage("k is 0; it must be at least 1");
  }
}
