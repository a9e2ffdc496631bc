package dev.eidetic.evaluate.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.testkit.Seeds;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldAccuracyTest {

  /// Fold 0 is best parted at 0.9, fold 1 at 0.3. By 0.3 both pairs of fold 0 are accepted, by 0.9
  /// none of fold 1.
  @Test
  void thresholdsThatSawNoAnswerAreWrongMoreOften() {
    double[] scores = {0.9, 0.6, 0.3, 0.1};
    boolean[] same = {true, false, true, false};
    assertThat(FoldAccuracy.of(scores, same, new int[] {0, 0, 1, 1})).containsExactly(0.5, 0.5);
    assertThat(Verification.of(ScoredDecisions.of(scores, same)).bestAccuracy()).isEqualTo(0.75);
  }

  /// The oracle tries every score as threshold.
  @Test
  void agreesWithTryingEveryThreshold() {
    for (var random : Seeds.many(50)) {
      int count = 9;
      double[] scores = IntStream.range(0, count).mapToDouble(_ -> random.nextInt(5)).toArray();
      var same = new boolean[count];
      int[] folds = IntStream.range(0, count).map(i -> i % 3).toArray();
      for (int i = 0; i < count; i++) {
        same[i] = random.nextBoolean();
      }
      for (int fold = 0; fold < 3; fold++) {
        double best = Double.POSITIVE_INFINITY;
        long most = -1;
        for (double threshold : thresholds(scores, folds, fold)) {
          int one = fold;
          long right =
              IntStream.range(0, count)
                  .filter(i -> folds[i] != one && (scores[i] >= threshold) == same[i])
                  .count();
          if (right > most) {
            most = right;
            best = threshold;
          }
        }
        double chosen = best;
        int one = fold;
        long right =
            IntStream.range(0, count)
                .filter(i -> folds[i] == one && (scores[i] >= chosen) == same[i])
                .count();
        assertThat(FoldAccuracy.of(scores, same, folds)[fold])
            .as("%s", random)
            .isEqualTo(right / 3.0);
      }
    }
  }

  /// None, then each score of the other folds and those above, midway to the next.
  private static double[] thresholds(double[] scores, int[] folds, int fold) {
    double[] found =
        IntStream.range(0, scores.length)
            .filter(i -> folds[i] != fold)
            .mapToDouble(i -> -scores[i])
            .distinct()
            .sorted()
            .toArray();
    var thresholds = new double[found.length + 1];
    thresholds[0] = 1e9;
    for (int i = 0; i < found.length; i++) {
      double next = i + 1 < found.length ? found[i + 1] : found[i];
      thresholds[i + 1] = -(found[i] + next) / 2;
    }
    return thresholds;
  }

  @Test
  void oneFoldIsNoCrossValidation() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FoldAccuracy.of(new double[2], new boolean[2], new int[2]))
        .withMessage("there are 1 folds; at least 2 are needed");
  }
}
