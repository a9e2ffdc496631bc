package dev.eidetic.evaluate.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClusterAgreementTest {

  @Test
  void manySmallClustersAgreeByChanceAndTheAdjustmentTakesItOff() {
    var alone = ClusterAgreement.of(new int[] {5, 5, 9, 9}, new int[] {1, 2, 3, 4});
    assertThat(alone.normalized()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(alone.adjusted()).isCloseTo(0, within(1e-12));
  }

  @Test
  void equalGroupingsAgreeWhateverTheirNames() {
    var same = ClusterAgreement.of(new int[] {1, 1, 2, 3}, new int[] {7, 7, 0, -4});
    assertThat(same.normalized()).isCloseTo(1, within(1e-12));
    assertThat(same.adjusted()).isCloseTo(1, within(1e-12));
    assertThat(ClusterAgreement.of(new int[3], new int[3]).adjusted()).isEqualTo(1);
    assertThat(ClusterAgreement.of(new int[3], new int[3]).normalized()).isEqualTo(1);
    var together = ClusterAgreement.of(new int[] {1, 2}, new int[2]);
    assertThat(together.normalized()).isZero();
    assertThat(together.adjusted()).isZero();
  }

  /// Shuffles the second grouping many times: its mean information is what chance gives.
  @Test
  void theAdjustmentIsTheMeanOverShuffles() {
    for (var random : Seeds.many(3)) {
      int n = random.nextInt(20, 60);
      int[] first = random.ints(n, 0, 5).toArray();
      int[] second = random.ints(n, 0, 7).toArray();
      var shuffled = IntStream.of(second).boxed().collect(Collectors.toList());
      int runs = 4_000;
      double sum = 0;
      for (int run = 0; run < runs; run++) {
        Collections.shuffle(shuffled, random);
        int[] other = shuffled.stream().mapToInt(i -> i).toArray();
        sum += ClusterAgreement.of(first, other).information();
      }
      double chance = sum / runs;
      var agreement = ClusterAgreement.of(first, second);
      double meanEntropy = agreement.information() / agreement.normalized();
      double expected = (agreement.information() - chance) / (meanEntropy - chance);
      assertThat(agreement.adjusted()).as("%s", random).isCloseTo(expected, within(0.02));
    }
  }

  @Test
  void informationIsThatOfTheTableOfAllPairs() {
    for (var random : Seeds.many(50)) {
      int n = random.nextInt(1, 50);
      int[] first = random.ints(n, 0, 4).toArray();
      int[] second = random.ints(n, 0, 4).toArray();
      double expected = 0;
      for (int a = 0; a < 4; a++) {
        for (int b = 0; b < 4; b++) {
          int left = a;
          int right = b;
          double both =
              IntStream.range(0, n).filter(i -> first[i] == left && second[i] == right).count();
          double ofFirst = IntStream.of(first).filter(x -> x == left).count();
          double ofSecond = IntStream.of(second).filter(x -> x == right).count();
          expected += both == 0 ? 0 : both / n * Math.log(both * n / (ofFirst * ofSecond));
        }
      }
      assertThat(ClusterAgreement.of(first, second).information())
          .as("%s", random)
          .isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void aHundredThousandItemsInTenThousandGroupsAreNoTrouble() {
    int[] classes = IntStream.range(0, 100_000).map(i -> i / 10).toArray();
    var random = Seeds.of(1);
    int[] clusters = random.ints(100_000, 0, 10_000).toArray();
    var agreement = ClusterAgreement.of(classes, clusters);
    assertThat(agreement.normalized()).isGreaterThan(0.7);
    assertThat(agreement.adjusted()).isCloseTo(0, within(0.01));
  }

  @Test
  void groupingsOfDifferentItemsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterAgreement.of(new int[2], new int[3]))
        .withMessage("the groupings are of 2 and 3 items; they must be of the same");
  }
}
