package dev.eidetic.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

  @Test
  void queriesWithNothingToFindAreLeftOutAndCounted() {
    var truth = GroundTruth.ofLabels(new int[] {7, 8, 9}, new int[] {7, 7, 9});
    var rankings = Rankings.of(new int[][] {{0, 1, 2}, {0, 1, 2}, {0, 2, 1}}, true);
    var evaluation =
        Evaluator.evaluate(truth, rankings, List.of(new RecallAt(1), new ReciprocalRank()));
    assertThat(evaluation.queries()).isEqualTo(3);
    assertThat(evaluation.withoutRelevant()).isEqualTo(1);
    var recall = evaluation.result(new RecallAt(1));
    assertThat(recall.value()).isEqualTo(0.5);
    assertThat(recall.perQuery()).containsExactly(1, Double.NaN, 0);
    assertThat(recall.undefined()).isEqualTo(1);
    assertThat(evaluation.result(new ReciprocalRank()).value()).isEqualTo(0.75);
  }

  @Test
  void junkIsTakenOutBeforeTheAnswerIsJudged() {
    var truth = GroundTruth.of(4, List.of(Relevance.ofUnsorted(new int[] {3}, new int[] {2, 0})));
    var rankings = Rankings.of(new int[][] {{2, 0, 3, 1}}, true);
    var evaluation = Evaluator.evaluate(truth, rankings, List.of(new RecallAt(1)));
    assertThat(evaluation.result(new RecallAt(1)).value()).isEqualTo(1);
  }

  @Test
  void aGalleryOfJunkOnlyLeavesNothingToMeasure() {
    var truth = GroundTruth.of(2, List.of(Relevance.ofUnsorted(new int[0], new int[] {1, 0})));
    var evaluation =
        Evaluator.evaluate(
            truth, Rankings.of(new int[][] {{0, 1}}, true), List.of(AveragePrecision.TRAPEZOID));
    var result = evaluation.result(AveragePrecision.TRAPEZOID);
    assertThat(result.value()).isNaN();
    assertThat(result.interval().low()).isNaN();
    assertThat(evaluation.withoutRelevant()).isEqualTo(1);
  }

  @Test
  void leavingOneOutMakesEachImageJunkToItself() {
    var truth = GroundTruth.leaveOneOut(new int[] {5, 6, 5, 7, 5});
    assertThat(truth.relevance(2).relevant()).containsExactly(0, 4);
    assertThat(truth.relevance(2).junk()).containsExactly(2);
    assertThat(truth.relevance(3).relevant()).isEmpty();
    var rankings =
        Rankings.of(new int[][] {{0, 2, 4}, {1, 0, 2}, {2, 0, 4}, {3, 0, 1}, {4, 1, 0}}, false);
    var evaluation = Evaluator.evaluate(truth, rankings, List.of(new RecallAt(1), new MapAtR()));
    assertThat(evaluation.result(new RecallAt(1)).perQuery())
        .containsExactly(1, Double.NaN, 1, Double.NaN, 0);
    assertThat(evaluation.result(new MapAtR()).perQuery())
        .containsExactly(1, Double.NaN, 1, Double.NaN, 0.25);
  }

  @Test
  void answersThatEndTooEarlyAreCounted() {
    var truth = GroundTruth.of(9, List.of(Relevance.of(0), Relevance.of(0), Relevance.of(0, 1)));
    var rankings = Rankings.of(new int[][] {{0, 5}, {5, 6}, {0, 5}}, false);
    List<Metric> metrics = List.of(new RecallAt(3), new MapAtR(), AveragePrecision.PLAIN_MEAN);
    var evaluation = Evaluator.evaluate(truth, rankings, metrics);
    assertThat(evaluation.result(new RecallAt(3)).truncated())
        .as("only the second: the others have their hit")
        .isEqualTo(1);
    assertThat(evaluation.result(new MapAtR()).truncated()).isZero();
    assertThat(evaluation.result(AveragePrecision.PLAIN_MEAN).truncated()).isEqualTo(2);
  }

  @Test
  void refusesWhatDoesNotFit() {
    var truth = GroundTruth.of(3, List.of(Relevance.of(0)));
    List<Metric> metrics = List.of(new RecallAt(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluator.evaluate(truth, Rankings.of(new int[0][], true), metrics))
        .withMessage("truth has 1 queries and the rankings answer 0; they must agree");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Evaluator.evaluate(truth, Rankings.of(new int[][] {{0}}, true), metrics))
        .withMessage(
            "answer to query 0 ranks 1 of 3 images, but the rankings claim to be complete");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Evaluator(1, List.of(new RecallAt(1), new RecallAt(1)), Bootstrap.DEFAULT))
        .withMessage("metric R@1 is asked for twice");
    assertThatThrownBy(() -> new Evaluator(1, metrics, Bootstrap.DEFAULT).finish())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("query 0 of 1 was never judged");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroundTruth.of(2, List.of(Relevance.of(2))))
        .withMessage("query 0 names ordinal 2; the gallery has 2 images, numbered from 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Relevance.ofUnsorted(new int[] {1}, new int[] {1}))
        .withMessage("ordinal 1 is both relevant and junk; an image can only be one of them");
  }
}
