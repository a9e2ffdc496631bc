package dev.eidetic.evaluate.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.evaluate.pairs.MicroAveragePrecision.Ties;
import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MicroAveragePrecisionTest {

  @Test
  void oneListOfAllQueriesShowsScoresThatMeanDifferentThings() {
    var pairs =
        ScoredDecisions.of(
            new double[] {0.9, 0.8, 0.2, 0.1}, new boolean[] {true, false, true, false});
    assertThat(MicroAveragePrecision.ofPairs(pairs, 2)).isCloseTo(5 / 6.0, within(1e-15));
  }

  @Test
  void recognitionCountsQueriesWithoutAnAnswer() {
    var answers =
        ScoredDecisions.of(new double[] {0.8, 0.9, 0.7}, new boolean[] {false, true, true});
    assertThat(MicroAveragePrecision.ofAnswers(answers, 4))
        .isCloseTo((1 + 2 / 3.0) / 4, within(1e-15));
  }

  @Test
  void equalScoresAreTreatedAsTheNamedRuleSays() {
    var one = ScoredDecisions.of(new double[] {1, 1}, new boolean[] {true, false});
    assertThat(MicroAveragePrecision.of(one, 1, Ties.WRONG_FIRST)).isEqualTo(0.5);
    assertThat(MicroAveragePrecision.of(one, 1, Ties.TOGETHER)).isEqualTo(0.5);
    assertThat(MicroAveragePrecision.of(one, 1, Ties.AS_GIVEN)).isEqualTo(1);
    var two = ScoredDecisions.of(new double[] {1, 1, 1}, new boolean[] {true, false, true});
    assertThat(MicroAveragePrecision.of(two, 2, Ties.WRONG_FIRST))
        .isCloseTo((1 / 2.0 + 2 / 3.0) / 2, within(1e-15));
    assertThat(MicroAveragePrecision.of(two, 2, Ties.TOGETHER)).isCloseTo(2 / 3.0, within(1e-15));
  }

  @Test
  void recallAtPrecisionMayComeBackAfterADrop() {
    var right = new boolean[10];
    Arrays.fill(right, true);
    right[1] = false;
    double[] scores = IntStream.range(0, 10).mapToDouble(i -> -i).toArray();
    var pairs = ScoredDecisions.of(scores, right);
    assertThat(MicroAveragePrecision.recallAtPrecision(pairs, 11, 0.9)).isEqualTo(9 / 11.0);
    assertThat(MicroAveragePrecision.recallAtPrecision(pairs, 11, 1)).isEqualTo(1 / 11.0);
    var none = ScoredDecisions.of(new double[] {1}, new boolean[] {false});
    assertThat(MicroAveragePrecision.recallAtPrecision(none, 1, 0.9)).isZero();
  }

  @Test
  void decisionsAreOrderedExactlyAndKeepTheirOrderWhereEqual() {
    for (var random : Seeds.many(100)) {
      int n = random.nextInt(60);
      var scores = new double[n];
      var right = new boolean[n];
      for (int i = 0; i < n; i++) {
        // differences that vanish in a float, infinities and both zeros
        scores[i] =
            switch (random.nextInt(4)) {
              case 0 -> 1 + random.nextInt(3) * 1e-12;
              case 1 -> -0.0 * random.nextInt(2);
              case 2 -> random.nextInt(2) == 0 ? Double.NEGATIVE_INFINITY : 1e300;
              default -> random.nextInt(5) - 2;
            };
        right[i] = random.nextBoolean();
      }
      int[] order =
          IntStream.range(0, n)
              .boxed()
              .sorted((a, b) -> Double.compare(scores[b] + 0.0, scores[a] + 0.0))
              .mapToInt(i -> i)
              .toArray();
      var decisions = ScoredDecisions.of(scores, right);
      for (int i = 0; i < n; i++) {
        assertThat(decisions.score(i) + 0.0).as("%s", random).isEqualTo(scores[order[i]] + 0.0);
        assertThat(decisions.isRight(i)).as("%s", random).isEqualTo(right[order[i]]);
      }
    }
  }

  @Test
  void refusesNonsense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoredDecisions.of(new double[] {Double.NaN}, new boolean[1]))
        .withMessage("score 0 is NaN; it has no place in an order");
    var one = ScoredDecisions.of(new double[] {1}, new boolean[] {true});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MicroAveragePrecision.ofPairs(one, 0))
        .withMessage("relevant is 0; without right pairs nothing is defined");
  }
}
