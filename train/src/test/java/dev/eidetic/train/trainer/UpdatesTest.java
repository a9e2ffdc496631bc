package dev.eidetic.train.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.train.network.Initial;
import dev.eidetic.train.network.Parameter;
import dev.eidetic.train.network.Parameter.Role;
import dev.eidetic.train.torch.LibTorch;
import dev.eidetic.train.torch.NetworkState;
import dev.eidetic.train.torch.Tensors;
import dev.eidetic.train.weights.WeightTensor;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Minimizes `x^2 + 2 y^2` from (3, -1), whose gradient is (2x, 4y); `w` decays, as weights do.
class UpdatesTest {

  private static final double RATE = 0.1;
  private static final double DECAY = 0.5;

  @BeforeAll
  static void load() {
    LibTorch.use(1);
  }

  private static double[] after(Optimizer optimizer, int steps, double longest) {
    var parameter = new Parameter("conv.weight", List.of(2L), new Initial.Constant(0), Role.WEIGHT);
    var start = Map.of("conv.weight", new WeightTensor(List.of(2L), new float[] {3, -1}));
    try (var _ = new PointerScope();
        var state = NetworkState.of(List.of(parameter), start, ScalarType.Double);
        var updates = new Updates(optimizer)) {
      updates.add(state, RateFactors.EQUAL);
      for (int step = 1; step <= steps; step++) {
        var w = state.tensor("conv.weight");
        var factors = Tensor.create(new double[] {1, 2}, 2);
        w.mul(w).mul(factors).sum().backward();
        updates.clip(longest);
        try (var _ = new NoGradGuard()) {
          updates.step(step, RATE, DECAY);
        }
      }
      return Tensors.doubles(state.tensor("conv.weight"));
    }
  }

  @Test
  void adamWFollowsItsPaper() {
    double[] w = {3, -1};
    double[] first = new double[2];
    double[] second = new double[2];
    for (int step = 1; step <= 4; step++) {
      for (int i = 0; i < 2; i++) {
        double gradient = (i + 1) * 2 * w[i];
        first[i] = 0.9 * first[i] + 0.1 * gradient;
        second[i] = 0.999 * second[i] + 0.001 * gradient * gradient;
        double m = first[i] / (1 - Math.pow(0.9, step));
        double v = second[i] / (1 - Math.pow(0.999, step));
        w[i] = w[i] * (1 - RATE * DECAY) - RATE * m / (Math.sqrt(v) + 1e-8);
      }
    }
    requireClose(after(Optimizer.AdamW.DEFAULT, 4, 1e9), w);
  }

  @Test
  void sgdLooksAheadAlongItsMomentum() {
    double[] w = {3, -1};
    double[] velocity = new double[2];
    for (int step = 0; step < 4; step++) {
      for (int i = 0; i < 2; i++) {
        double gradient = (i + 1) * 2 * w[i] + DECAY * w[i];
        velocity[i] = 0.9 * velocity[i] + gradient;
        w[i] -= RATE * (gradient + 0.9 * velocity[i]);
      }
    }
    requireClose(after(Optimizer.Sgd.DEFAULT, 4, 1e9), w);
  }

  @Test
  void larsScalesByTheRatioOfLengths() {
    double[] w = {3, -1};
    double[] gradient = {6, -4};
    double length = Math.sqrt(10);
    double scale = 0.02 * length / (Math.sqrt(52) + DECAY * length);
    for (int i = 0; i < 2; i++) {
      double direction = gradient[i] + DECAY * w[i];
      w[i] -= RATE * scale * (direction + 0.9 * direction);
    }
    requireClose(after(new Optimizer.Lars(0.9, 0.02), 1, 1e9), w);
  }

  /// The gradient (6, -4) is 7.2 long; held to 1, SGD's first step is 1.9 times 0.1 of it.
  @Test
  void longGradientsAreShortened() {
    double length = Math.sqrt(52);
    double[] expected = {
      3 - RATE * 1.9 * (6 / length + DECAY * 3), -1 - RATE * 1.9 * (-4 / length - DECAY)
    };
    requireClose(after(Optimizer.Sgd.DEFAULT, 1, 1), expected);
  }

  private static void requireClose(double[] found, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], within(1e-9));
    }
  }

  @Test
  void theRateRisesThenFallsAlongHalfACosine() {
    var schedule = new Schedule(1, 0.2, 1, 0.1);
    assertThat(schedule.rate(0, 10)).isCloseTo(1.0 / 3, within(1e-12));
    assertThat(schedule.rate(1, 10)).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(schedule.rate(2, 10)).isEqualTo(1);
    assertThat(schedule.rate(6, 10)).isCloseTo(0.55, within(1e-12));
    assertThat(schedule.rate(10, 10)).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void ratesDifferForBackboneHeadAndLoss() {
    var factors = new RateFactors(0.1, 1, 100, 1);
    assertThat(
            factors.of(
                List.of(
                    "layer1.0.conv1.weight", "cls_token", "blocks.0.attn.proj.weight", "pool.p")))
        .containsExactly(0.1, 0.1, 0.1, 1.0);
    assertThat(factors.of(List.of("projection.weight", "neck.weight"))).containsExactly(1.0, 1.0);
    assertThat(factors.of(List.of("arcface.proxies", "cross-modal.map")))
        .containsExactly(100.0, 100.0);
  }

  @Test
  void earlierBlocksLearnMoreSlowly() {
    var factors = new RateFactors(0.4, 1, 10, 0.5);
    assertThat(
            factors.of(
                List.of(
                    "cls_token",
                    "patch_embed.proj.weight",
                    "blocks.0.norm1.weight",
                    "blocks.0.attn.qkv.weight",
                    "blocks.1.norm1.weight",
                    "norm.weight",
                    "projection.weight")))
        .containsExactly(0.025, 0.025, 0.05, 0.05, 0.1, 0.2, 1.0);
    assertThat(
            factors.of(
                List.of(
                    "conv1.weight",
                    "layer1.0.conv1.weight",
                    "layer1.0.downsample.0.weight",
                    "layer1.1.conv1.weight",
                    "layer2.0.conv1.weight",
                    "pool.p")))
        .containsExactly(0.025, 0.05, 0.05, 0.1, 0.2, 1.0);
  }
}
