package dev.eidetic.train.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.train.network.EmbeddingHead;
import dev.eidetic.train.network.Network;
import dev.eidetic.train.network.Networks;
import dev.eidetic.train.network.PoolingLayer;
import dev.eidetic.train.weights.WeightTensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchNetworkTest {

  @BeforeAll
  static void load() {
    LibTorch.use(1);
  }

  /// Heights and widths differ, and are no multiples of the strides, where the network allows it.
  @ParameterizedTest
  @CsvSource({
    "resnet18*0.125, gem, 45, 70",
    "resnet50*0.125, gem-channels, 70, 45",
    "mobilenetv2_100*0.125, max, 45, 70",
    "mobilenetv3_small_100*0.25, rmac, 75, 130",
    "mobilenetv3_large_100*0.125, attention, 45, 70",
    "efficientnet_b0*0.125, gap, 45, 70",
    "vit_tiny_patch16, gap, 32, 32",
  })
  void givesWhatPlainLoopsGive(String name, String pooling, int height, int width) {
    var network = head(pooling, true).on(Networks.named(name, 32));
    requireEqual(network, height, width);
  }

  @Test
  void scalesBranchesAsPlainLoopsDo() {
    requireEqual(head("cls", false).on(Networks.named("vit_small_patch14_dinov2", 28)), 28, 28);
  }

  /// Two pictures at once, so that nothing leaks from one to the other.
  private static void requireEqual(Network network, int height, int width) {
    var weights = RandomWeights.of(network, 5);
    var random = Seeds.of(6);
    var plain = new PlainNetwork(network, weights);
    int count = 3 * height * width;
    var pictures = new double[2 * count];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = random.nextGaussian();
    }
    try (var _ = new PointerScope();
        var state = NetworkState.of(network.parameters(), weights, ScalarType.Double)) {
      var batch = Tensor.create(pictures, 2, 3, height, width);
      double[] found = Tensors.doubles(new TorchNetwork(network, state).forward(batch, false));
      for (int i = 0; i < 2; i++) {
        var picture = new double[count];
        System.arraycopy(pictures, i * count, picture, 0, count);
        var expected = plain.forward(new PlainNetwork.Value(new int[] {3, height, width}, picture));
        assertThat(expected.numbers()).hasSize(network.width());
        for (int j = 0; j < network.width(); j++) {
          assertThat(found[i * network.width() + j])
              .as("number %d of picture %d", j, i)
              .isCloseTo(expected.numbers()[j], within(1e-9));
        }
      }
    }
  }

  /// Running statistics move by a tenth towards the batch's mean and unbiased variance.
  @Test
  void batchNormalizationLearnsItsStatisticsWhileTraining() {
    var network = head("gap", true).on(Networks.named("resnet18*0.125", 32));
    var values = RandomWeights.of(network, 1);
    try (var _ = new PointerScope();
        var state = NetworkState.of(network.parameters(), values, ScalarType.Double)) {
      var random = Seeds.of(2);
      var pictures = new double[4 * 3 * 32 * 32];
      for (int i = 0; i < pictures.length; i++) {
        pictures[i] = random.nextGaussian();
      }
      new TorchNetwork(network, state).forward(Tensor.create(pictures, 4, 3, 32, 32), true);
      var after = state.values();
      assertThat(numbers(after, "neck.running_mean"))
          .isNotEqualTo(numbers(values, "neck.running_mean"));
      assertThat(numbers(after, "bn1.weight")).isEqualTo(numbers(values, "bn1.weight"));
      double[] pixels =
          Tensors.doubles(
              torch.conv2d(
                  Tensor.create(pictures, 4, 3, 32, 32),
                  state.tensor("conv1.weight"),
                  new TensorOptional(),
                  new long[] {2, 2},
                  new long[] {3, 3},
                  new long[] {1, 1},
                  1));
      int area = 16 * 16;
      double sum = 0;
      double squares = 0;
      for (int picture = 0; picture < 4; picture++) {
        for (int i = 0; i < area; i++) {
          double pixel = pixels[picture * 8 * area + i]; // channel 0 of 8
          sum += pixel;
          squares += pixel * pixel;
        }
      }
      int count = 4 * area;
      double mean = sum / count;
      double variance = (squares - count * mean * mean) / (count - 1);
      assertThat((double) numbers(after, "bn1.running_mean")[0])
          .isCloseTo(0.9 * numbers(values, "bn1.running_mean")[0] + 0.1 * mean, within(1e-6));
      assertThat((double) numbers(after, "bn1.running_var")[0])
          .isCloseTo(0.9 * numbers(values, "bn1.running_var")[0] + 0.1 * variance, within(1e-6));
    }
  }

  @Test
  void freshWeightsDependOnSeedAndNameAlone() {
    var small = Networks.named("resnet18*0.125", 32);
    var headed = head("gem", false).on(small);
    assertThat(numbers(FreshWeights.of(small.parameters(), 3), "conv1.weight"))
        .isEqualTo(numbers(FreshWeights.of(headed.parameters(), 3), "conv1.weight"))
        .isNotEqualTo(numbers(FreshWeights.of(small.parameters(), 4), "conv1.weight"));
  }

  @Test
  void restoredStatesComputeTheSameBits() {
    var network = head("gem", false).on(Networks.named("resnet18*0.125", 32));
    float[] pictures = Seeds.of(4).vector(3 * 32 * 32);
    try (var _ = new PointerScope();
        var first = NetworkState.fresh(network, 1);
        var second = NetworkState.fresh(network, 2)) {
      second.restore(first.values());
      var batch = Tensor.create(pictures, 1, 3, 32, 32);
      assertThat(Tensors.floats(new TorchNetwork(network, second).forward(batch, false)))
          .isEqualTo(Tensors.floats(new TorchNetwork(network, first).forward(batch, false)));
    }
  }

  private static float[] numbers(Map<String, WeightTensor> weights, String name) {
    return Objects.requireNonNull(weights.get(name), name).values();
  }

  private static EmbeddingHead head(String pooling, boolean hasNeck) {
    var layer =
        Arrays.stream(PoolingLayer.values())
            .filter(value -> value.word().equals(pooling))
            .findFirst()
            .orElseThrow();
    return new EmbeddingHead(layer, OptionalInt.of(12), hasNeck, true);
  }
}
