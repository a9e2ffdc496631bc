package dev.eidetic.evaluate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class NeighbourRecallTest {

  @Test
  void anEquallyFarStandInCountsByDistanceOnly() {
    assertThat(NeighbourRecall.byIdentity(new int[] {8}, new int[] {3, 8}, 1)).isZero();
    assertThat(NeighbourRecall.withinDistance(new float[] {2}, new float[] {2, 2}, 1, 0))
        .isEqualTo(1);
  }

  @Test
  void onlyTheFirstOnesCountAndRepetitionsOnce() {
    assertThat(NeighbourRecall.byIdentity(new int[] {1, 1, 2}, new int[] {1, 2}, 2)).isEqualTo(0.5);
    assertThat(NeighbourRecall.byIdentity(new int[] {4}, new int[] {1, 4}, 2)).isEqualTo(0.5);
    assertThat(
            NeighbourRecall.withinDistance(
                new float[] {1, 2.0009f, 2.1f, 0}, new float[] {1, 1.5f, 2}, 3, 1e-3))
        .isEqualTo(2.0 / 3);
  }

  @Test
  void theTruthMustReachAsFarAsRecallIsAskedFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeighbourRecall.byIdentity(new int[3], new int[] {1}, 2))
        .withMessage("1 true neighbours are known; recall at 2 needs as many");
  }
}
