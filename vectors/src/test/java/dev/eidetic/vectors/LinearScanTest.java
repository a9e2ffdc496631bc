package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class LinearScanTest {

  @Test
  void scoresAreAddendsPlusFactorsTimesScaledSums() {
    for (var random : Seeds.many(30)) {
      try (var arena = Arena.ofConfined()) {
        var memory = arena.allocate(LinearScan.BYTES + 6);
        int[] sums = random.ints(40, 0, 60000).toArray();
        var expected = new double[32];
        for (int i = 0; i < 32; i++) {
          float addend = (float) random.nextGaussian();
          float factor = random.nextFloat();
          LinearScan.put(memory, 6, i, addend, factor);
          assertThat(LinearScan.addend(memory, 6, i)).isEqualTo(addend);
          assertThat(LinearScan.factor(memory, 6, i))
              .isEqualTo(LinearScan.stored(factor))
              .isCloseTo(factor, within(factor / 256));
          expected[i] = addend + LinearScan.stored(factor) * (sums[8 + i] * 1e-3 - 2);
        }
        var scores = new float[32];
        var again = new float[32];
        int mask = LinearScan.above(memory, 6, sums, 8, 1e-3f, -2, 5, scores);
        int twin = LinearScan.scalarAbove(memory, 6, sums, 8, 1e-3f, -2, 5, again);
        assertThat(scores).as("%s", random).isEqualTo(again);
        assertThat(mask).isEqualTo(twin);
        for (int i = 0; i < 32; i++) {
          assertThat((double) scores[i]).as("%s", random).isCloseTo(expected[i], within(1e-4));
          assertThat((mask >>> i & 1) == 1).isEqualTo(scores[i] > 5);
        }
      }
    }
  }
}
