package dev.eidetic.train.network;

import dev.eidetic.train.network.Operator.BatchNorm;
import dev.eidetic.train.network.Operator.Convolution;
import dev.eidetic.train.network.Operator.MaximumPool;
import java.util.List;

/// ResNet-18, -34, -50 and -101: He et al., 2015, <https://arxiv.org/abs/1512.03385>, with the
/// stride of bottlenecks in the 3 x 3 convolution, as torchvision and timm have it.
final class ResidualNetworks {

  private static final double EPSILON = 1e-5;
  private static final List<String> CLASSIFIER = List.of("fc.");

  private final NetworkBuilder builder = new NetworkBuilder();
  private final boolean isBottleneck;

  private ResidualNetworks(boolean isBottleneck) {
    this.isBottleneck = isBottleneck;
  }

  /// @param width multiplier of all channels, 1 for the published network
  static Network of(String name, List<Integer> blocks, boolean isBottleneck, double width) {
    Channels.requireWidth(width);
    return new ResidualNetworks(isBottleneck).build(name, blocks, width);
  }

  private Network build(String name, List<Integer> blocks, double width) {
    int channels = Channels.rounded(64, width);
    int stem =
        builder.convolution(
            NetworkBuilder.INPUT, new Convolution("conv1", 3, channels, 7, 2, 3, 1, false));
    int value = builder.activate(normalized(stem, "bn1", channels, 1), Activation.RELU);
    value = builder.add(new MaximumPool(3, 2, 1), value);
    int inputs = channels;
    for (int stage = 0; stage < blocks.size(); stage++) {
      int middle = Channels.rounded(64 << stage, width);
      for (int block = 0; block < blocks.get(stage); block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        String prefix = "layer%d.%d".formatted(stage + 1, block);
        value = block(value, prefix, inputs, middle, stride);
        inputs = outputs(middle);
      }
    }
    return builder.build(name, inputs, Network.Shape.FEATURE_MAP, CLASSIFIER);
  }

  private int outputs(int middle) {
    return isBottleneck ? 4 * middle : middle;
  }

  private int block(int input, String prefix, int inputs, int middle, int stride) {
    int branch =
        isBottleneck
            ? bottleneck(input, prefix, inputs, middle, stride)
            : plain(input, prefix, inputs, middle, stride);
    int shortcut = input;
    if (stride != 1 || inputs != outputs(middle)) {
      String name = prefix + ".downsample";
      var convolution =
          new Convolution(name + ".0", inputs, outputs(middle), 1, stride, 0, 1, false);
      shortcut =
          normalized(builder.convolution(input, convolution), name + ".1", outputs(middle), 1);
    }
    return builder.activate(builder.add(new Operator.Add(), branch, shortcut), Activation.RELU);
  }

  private int plain(int input, String prefix, int inputs, int middle, int stride) {
    int first = convolved(input, prefix, 1, inputs, middle, 3, stride);
    return convolved(
        builder.activate(first, Activation.RELU), prefix, 2, middle, middle, 3, 1, true);
  }

  private int bottleneck(int input, String prefix, int inputs, int middle, int stride) {
    int first = convolved(input, prefix, 1, inputs, middle, 1, 1);
    int second =
        convolved(builder.activate(first, Activation.RELU), prefix, 2, middle, middle, 3, stride);
    return convolved(
        builder.activate(second, Activation.RELU), prefix, 3, middle, 4 * middle, 1, 1, true);
  }

  private int convolved(
      int input, String prefix, int number, int inputs, int outputs, int kernel, int stride) {
    return convolved(input, prefix, number, inputs, outputs, kernel, stride, false);
  }

  /// @param isLast of the branch, whose scale begins as 0 (Goyal et al., 2017,
  ///   <https://arxiv.org/abs/1706.02677>, section 5.1)
  private int convolved(
      int input,
      String prefix,
      int number,
      int inputs,
      int outputs,
      int kernel,
      int stride,
      boolean isLast) {
    var convolution =
        new Convolution(
            prefix + ".conv" + number, inputs, outputs, kernel, stride, kernel / 2, 1, false);
    return normalized(
        builder.convolution(input, convolution), prefix + ".bn" + number, outputs, isLast ? 0 : 1);
  }

  private int normalized(int input, String name, int channels, float scale) {
    return builder.batchNorm(input, new BatchNorm(name, channels, EPSILON, true), scale);
  }
}
