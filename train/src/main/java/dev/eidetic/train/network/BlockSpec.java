package dev.eidetic.train.network;

import static dev.eidetic.train.network.Activation.HARD_SIGMOID;
import static dev.eidetic.train.network.Activation.HARD_SWISH;
import static dev.eidetic.train.network.Activation.RELU;
import static dev.eidetic.train.network.Activation.RELU6;
import static dev.eidetic.train.network.Activation.SIGMOID;
import static dev.eidetic.train.network.Activation.SILU;

import java.util.List;

/// One stage of an inverted-residual network: equal blocks, of which the first has the stride.
///
/// @param expansion of the channels inside a block; 1 in the first stage, which has no expansion
///   convolution
/// @param outputs before the width multiplier
/// @param gate shape of the squeeze-and-excitation of each block
record BlockSpec(
    int repeats,
    int kernel,
    int stride,
    double expansion,
    int outputs,
    Gating gate,
    Activation activation) {

  /// Squeeze-and-excitation: Hu et al., 2017, <https://arxiv.org/abs/1709.01507>.
  enum Gating {
    /// None.
    NONE(SIGMOID, RELU),
    /// A quarter of the channels inside the block, in multiples of 8: MobileNetV3.
    OF_EXPANDED(HARD_SIGMOID, RELU),
    /// A quarter of the channels that enter the block: EfficientNet.
    OF_INPUT(SIGMOID, SILU);

    private final Activation gate;
    private final Activation inner;

    Gating(Activation gate, Activation inner) {
      this.gate = gate;
      this.inner = inner;
    }

    Activation gate() {
      return gate;
    }

    Activation inner() {
      return inner;
    }

    int squeezed(int inputs, int expanded) {
      return this == OF_EXPANDED
          ? Channels.rounded(expanded, 0.25)
          : (int) Math.rint(inputs * 0.25);
    }
  }

  static List<BlockSpec> mobileNetV2() {
    return List.of(
        plain(1, 3, 1, 1, 16, RELU6),
        plain(2, 3, 2, 6, 24, RELU6),
        plain(3, 3, 2, 6, 32, RELU6),
        plain(4, 3, 2, 6, 64, RELU6),
        plain(3, 3, 1, 6, 96, RELU6),
        plain(3, 3, 2, 6, 160, RELU6),
        plain(1, 3, 1, 6, 320, RELU6));
  }

  static List<List<BlockSpec>> mobileNetV3Large() {
    return List.of(
        List.of(plain(1, 3, 1, 1, 16, RELU)),
        List.of(plain(1, 3, 2, 4, 24, RELU), plain(1, 3, 1, 3, 24, RELU)),
        List.of(gated(3, 5, 2, 3, 40, RELU)),
        List.of(
            plain(1, 3, 2, 6, 80, HARD_SWISH),
            plain(1, 3, 1, 2.5, 80, HARD_SWISH),
            plain(2, 3, 1, 2.3, 80, HARD_SWISH)),
        List.of(gated(2, 3, 1, 6, 112, HARD_SWISH)),
        List.of(gated(3, 5, 2, 6, 160, HARD_SWISH)));
  }

  static List<List<BlockSpec>> mobileNetV3Small() {
    return List.of(
        List.of(gated(1, 3, 2, 1, 16, RELU)),
        List.of(plain(1, 3, 2, 4.5, 24, RELU), plain(1, 3, 1, 3.67, 24, RELU)),
        List.of(gated(1, 5, 2, 4, 40, HARD_SWISH), gated(2, 5, 1, 6, 40, HARD_SWISH)),
        List.of(gated(2, 5, 1, 3, 48, HARD_SWISH)),
        List.of(gated(3, 5, 2, 6, 96, HARD_SWISH)));
  }

  static List<BlockSpec> efficientNet() {
    return List.of(
        excited(1, 3, 1, 1, 16),
        excited(2, 3, 2, 6, 24),
        excited(2, 5, 2, 6, 40),
        excited(3, 3, 2, 6, 80),
        excited(3, 5, 1, 6, 112),
        excited(4, 5, 2, 6, 192),
        excited(1, 3, 1, 6, 320));
  }

  private static BlockSpec plain(
      int repeats, int kernel, int stride, double expansion, int outputs, Activation activation) {
    return new BlockSpec(repeats, kernel, stride, expansion, outputs, Gating.NONE, activation);
  }

  private static BlockSpec gated(
      int repeats, int kernel, int stride, double expansion, int outputs, Activation activation) {
    return new BlockSpec(
        repeats, kernel, stride, expansion, outputs, Gating.OF_EXPANDED, activation);
  }

  private static BlockSpec excited(
      int repeats, int kernel, int stride, double expansion, int outputs) {
    return new BlockSpec(repeats, kernel, stride, expansion, outputs, Gating.OF_INPUT, SILU);
  }
}
