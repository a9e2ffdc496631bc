package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class LaneSumsTest {

  /// More calls than the JVM interprets, so that interpreted and compiled sums are both compared.
  private static final int CALLS = 30_000;

  @Test
  void interpretedOrCompiledTheSumAddsHalvesToEachOther() {
    var random = Seeds.of(5);
    for (int call = 0; call < CALLS; call++) {
      float[] lanes = random.vector(LaneWidth.FLOATS.length());
      float sum = LaneSums.sum(FloatVector.fromArray(LaneWidth.FLOATS, lanes, 0));
      assertThat(sum).as("call %d", call).isEqualTo(sumOfHalves(lanes));
    }
  }

  private static float sumOfHalves(float[] lanes) {
    for (int half = lanes.length / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
