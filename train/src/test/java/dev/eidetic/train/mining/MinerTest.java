package dev.eidetic.train.mining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.train.mining.Miner.Hardness;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One anchor of label 0 against five references: positives at cosines 0.9 and 0.5, negatives at
/// 0.8, 0.3 and -0.5; distances 0.447, 1, 0.632, 1.183 and 1.732.
class MinerTest {

  private final PairTable table =
      new PairTable(
          new float[][] {{0.9f, 0.5f, 0.8f, 0.3f, -0.5f}},
          new int[] {0},
          new int[] {0, 0, 1, 2, 1},
          false);

  @Test
  void allKeepsEverything() {
    var mined = new Miner.All().mine(table);
    assertThat(mined.positives()[0]).containsExactly(true, true, false, false, false);
    assertThat(mined.negatives()[0]).containsExactly(false, false, true, true, true);
    assertThat(mined.triplets()).hasSize(6).contains(new Triplet(0, 1, 4));
  }

  @Test
  void batchHardTakesTheFurthestPositiveAndTheNearestNegative() {
    assertThat(new Miner.BatchHard().mine(table).triplets()).containsExactly(new Triplet(0, 1, 2));
  }

  /// Excesses of positive 0: 0.185, 0.736, 1.285; of positive 1: -0.368, 0.183, 0.732.
  @Test
  void marginsTellTripletsApart() {
    assertThat(byMargin(Hardness.HARD)).containsExactly(new Triplet(0, 1, 2));
    assertThat(byMargin(Hardness.SEMI_HARD))
        .containsExactly(new Triplet(0, 0, 2), new Triplet(0, 1, 3));
    assertThat(byMargin(Hardness.VIOLATING)).hasSize(3);
    assertThat(byMargin(Hardness.EASY))
        .containsExactly(new Triplet(0, 0, 3), new Triplet(0, 0, 4), new Triplet(0, 1, 4));
  }

  private List<Triplet> byMargin(Hardness hardness) {
    return new Miner.ByMargin(0.2, hardness).mine(table).triplets();
  }

  /// Least positive 0.5, most similar negative 0.8: kept are negatives above 0.4, positives below
  /// 0.9.
  @Test
  void multiSimilarityKeepsWhatOverlaps() {
    var mined = new Miner.MultiSimilarity(0.1).mine(table);
    assertThat(mined.negatives()[0]).containsExactly(false, false, true, false, false);
    assertThat(mined.positives()[0][1]).isTrue();
    assertThat(new Miner.MultiSimilarity(0.21).mine(table).negatives()[0])
        .containsExactly(false, false, true, true, false);
  }

  @Test
  void rowsDoNotMeetThemselves() {
    var self =
        new PairTable(
            new float[][] {{1, 0.5f}, {0.5f, 1}}, new int[] {3, 3}, new int[] {3, 3}, true);
    var mined = new Miner.All().mine(self);
    assertThat(mined.positives()[0]).containsExactly(false, true);
    assertThat(mined.triplets()).isEmpty();
    assertThat(new Miner.BatchHard().mine(self).triplets()).isEmpty();
  }

  /// In 4 dimensions distances 0.632 and 1.183 weigh 1 / (d^2 sqrt(1 - d^2 / 4)): 2.635 and 0.886;
  /// the third negative is beyond 1.4.
  @Test
  void distanceWeightingDrawsByTheInverseOfHowCommonADistanceIs() {
    int near = 0;
    int drawn = 0;
    for (int seed = 0; seed < 4_000; seed++) {
      for (var triplet : new Miner.DistanceWeighted(4, 0.5, 1.4, seed).mine(table).triplets()) {
        assertThat(triplet.negative()).isBetween(2, 3);
        near += triplet.negative() == 2 ? 1 : 0;
        drawn++;
      }
    }
    assertThat(drawn).isEqualTo(8_000); // one per positive pair
    assertThat((double) near / drawn).isBetween(0.73, 0.77); // 0.748, deviation 0.005
  }
}
