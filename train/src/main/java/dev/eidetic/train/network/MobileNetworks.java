package dev.eidetic.train.network;

import dev.eidetic.train.network.BlockSpec.Gating;
import dev.eidetic.train.network.Operator.BatchNorm;
import dev.eidetic.train.network.Operator.Convolution;
import java.util.List;

/// Networks of inverted residuals: MobileNetV2 (Sandler et al., 2018,
/// <https://arxiv.org/abs/1801.04381>), MobileNetV3 (Howard et al., 2019,
/// <https://arxiv.org/abs/1905.02244>) and EfficientNet (Tan and Le, 2019,
/// <https://arxiv.org/abs/1905.11946>).
///
/// All pad on both sides alike, as timm's own weights want it; those converted from TensorFlow
/// (`tf_…`) pad otherwise and do not belong here.
final class MobileNetworks {

  private static final double EPSILON = 1e-5;

  private final NetworkBuilder builder = new NetworkBuilder();
  private final double width;

  private MobileNetworks(double width) {
    Channels.requireWidth(width);
    this.width = width;
  }

  static Network mobileNetV2(String name, double width) {
    var stages = BlockSpec.mobileNetV2().stream().map(List::of).toList();
    return new MobileNetworks(width).withHead(name, stages, 1, Activation.RELU6);
  }

  static Network mobileNetV3(
      String name, List<List<BlockSpec>> stages, int features, double width) {
    return new MobileNetworks(width).withFinalConvolution(name, stages, features);
  }

  /// @param depth multiplier of the blocks in each stage, rounded up
  static Network efficientNet(String name, double width, double depth) {
    var stages = BlockSpec.efficientNet().stream().map(List::of).toList();
    return new MobileNetworks(width).withHead(name, stages, depth, Activation.SILU);
  }

  private Network withHead(
      String name, List<List<BlockSpec>> stages, double depth, Activation activation) {
    int stem = Channels.rounded(32, width);
    int value = stem(stem, activation);
    value = stages(value, stem, stages, depth);
    int inputs = Channels.rounded(stages.getLast().getLast().outputs(), width);
    // MobileNetV2 keeps 1280 features below width 1; no EfficientNet is that narrow.
    int features = Math.max(1280, Channels.rounded(1280, width));
    int head =
        builder.convolution(
            value, new Convolution("conv_head", inputs, features, 1, 1, 0, 1, false));
    builder.activate(normalized(head, "bn2", features, 1), activation);
    return builder.build(name, features, Network.Shape.FEATURE_MAP, List.of("classifier."));
  }

  private Network withFinalConvolution(String name, List<List<BlockSpec>> stages, int features) {
    int stem = Channels.rounded(16, width);
    int value = stem(stem, Activation.HARD_SWISH);
    value = stages(value, stem, stages, 1);
    int inputs = Channels.rounded(stages.getLast().getLast().outputs(), width);
    int outputs = Channels.rounded(features, width);
    String prefix = "blocks.%d.0".formatted(stages.size());
    int last =
        builder.convolution(
            value, new Convolution(prefix + ".conv", inputs, outputs, 1, 1, 0, 1, false));
    builder.activate(normalized(last, prefix + ".bn1", outputs, 1), Activation.HARD_SWISH);
    return builder.build(
        name, outputs, Network.Shape.FEATURE_MAP, List.of("conv_head.", "classifier."));
  }

  private int stem(int channels, Activation activation) {
    int stem =
        builder.convolution(
            NetworkBuilder.INPUT, new Convolution("conv_stem", 3, channels, 3, 2, 1, 1, false));
    return builder.activate(normalized(stem, "bn1", channels, 1), activation);
  }

  private int stages(int input, int channels, List<List<BlockSpec>> stages, double depth) {
    int value = input;
    int inputs = channels;
    for (int stage = 0; stage < stages.size(); stage++) {
      int block = 0;
      for (var spec : stages.get(stage)) {
        int repeats = (int) Math.ceil(spec.repeats() * depth);
        for (int i = 0; i < repeats; i++) {
          var shape =
              new Block(
                  "blocks.%d.%d".formatted(stage, block++),
                  inputs,
                  Channels.rounded(spec.outputs(), width),
                  i == 0 ? spec.stride() : 1,
                  spec);
          value = stage == 0 ? separable(value, shape) : inverted(value, shape);
          inputs = shape.outputs();
        }
      }
    }
    return value;
  }

  private record Block(String prefix, int inputs, int outputs, int stride, BlockSpec spec) {

    boolean hasShortcut() {
      return inputs == outputs && stride == 1;
    }
  }

  /// Depthwise, then pointwise; nothing follows the second normalization.
  private int separable(int input, Block block) {
    int value = depthwise(input, block, block.inputs(), ".bn1");
    value = gated(value, block, block.inputs());
    return pointwise(value, input, block, ".conv_pw", block.inputs(), ".bn2");
  }

  private int inverted(int input, Block block) {
    int expanded = Channels.rounded(block.inputs(), block.spec().expansion());
    var expansion =
        new Convolution(block.prefix() + ".conv_pw", block.inputs(), expanded, 1, 1, 0, 1, false);
    int value =
        builder.activate(
            normalized(builder.convolution(input, expansion), block.prefix() + ".bn1", expanded, 1),
            block.spec().activation());
    value = gated(depthwise(value, block, expanded, ".bn2"), block, expanded);
    return pointwise(value, input, block, ".conv_pwl", expanded, ".bn3");
  }

  private int depthwise(int input, Block block, int channels, String normalization) {
    int kernel = block.spec().kernel();
    var convolution =
        new Convolution(
            block.prefix() + ".conv_dw",
            channels,
            channels,
            kernel,
            block.stride(),
            kernel / 2,
            channels,
            false);
    int value = builder.convolution(input, convolution);
    return builder.activate(
        normalized(value, block.prefix() + normalization, channels, 1), block.spec().activation());
  }

  private int pointwise(
      int input, int shortcut, Block block, String name, int channels, String normalization) {
    var convolution =
        new Convolution(block.prefix() + name, channels, block.outputs(), 1, 1, 0, 1, false);
    int value =
        normalized(
            builder.convolution(input, convolution),
            block.prefix() + normalization,
            block.outputs(),
            1);
    return block.hasShortcut() ? builder.add(new Operator.Add(), value, shortcut) : value;
  }

  private int gated(int input, Block block, int channels) {
    var gating = block.spec().gate();
    if (gating == Gating.NONE) {
      return input;
    }
    String prefix = block.prefix() + ".se";
    int squeezed = gating.squeezed(block.inputs(), channels);
    int value = builder.add(new Operator.GlobalAverage(), input);
    value =
        builder.convolution(
            value, new Convolution(prefix + ".conv_reduce", channels, squeezed, 1, 1, 0, 1, true));
    value = builder.activate(value, gating.inner());
    value =
        builder.convolution(
            value, new Convolution(prefix + ".conv_expand", squeezed, channels, 1, 1, 0, 1, true));
    return builder.add(new Operator.Gate(), input, builder.activate(value, gating.gate()));
  }

  private int normalized(int input, String name, int channels, float scale) {
    return builder.batchNorm(input, new BatchNorm(name, channels, EPSILON, true), scale);
  }
}
