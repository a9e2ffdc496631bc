package dev.eidetic.train.network;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.network.Operator.Convolution;
import dev.eidetic.train.network.Operator.Linear;
import dev.eidetic.train.network.Operator.SelfAttention;
import dev.eidetic.train.network.Operator.Tokens;
import java.util.List;

/// Vision transformers: Dosovitskiy et al., 2020, <https://arxiv.org/abs/2010.11929>, with a class
/// token and normalization before each branch. DINO's weights fit; DINOv2's, which scale their
/// branches, fit those with layer scale.
final class VisionTransformers {

  private static final int DEPTH = 12;
  private static final List<String> CLASSIFIER = List.of("head.", "mask_token");

  private VisionTransformers() {}

  /// @param width of tokens; heads have 64 numbers
  /// @param patch side of a patch, in pixels
  /// @param side of the picture, in pixels, a multiple of `patch`
  static Network of(String name, int width, int patch, int side, boolean hasLayerScale) {
    require(
        side % patch == 0,
        "side is %d; it must be a multiple of the patch's side, %d",
        side,
        patch);
    var builder = new NetworkBuilder();
    int patches = side / patch;
    int value =
        builder.convolution(
            NetworkBuilder.INPUT,
            new Convolution("patch_embed.proj", 3, width, patch, patch, 0, 1, true));
    value = builder.tokens(value, new Tokens(width, patches, patches));
    for (int i = 0; i < DEPTH; i++) {
      value = block(builder, value, "blocks." + i, width, width / 64, hasLayerScale);
    }
    builder.layerNorm(value, "norm", width);
    return builder.build(name, width, Network.Shape.TOKENS, CLASSIFIER);
  }

  /// Self-attention and two linear layers, each beside what goes past it.
  static int block(
      NetworkBuilder builder,
      int input,
      String prefix,
      int width,
      int heads,
      boolean hasLayerScale) {
    int branch = builder.layerNorm(input, prefix + ".norm1", width);
    branch = builder.selfAttention(branch, new SelfAttention(prefix + ".attn", width, heads));
    if (hasLayerScale) {
      branch = builder.layerScale(branch, prefix + ".ls1", width);
    }
    int middle = builder.add(new Operator.Add(), input, branch);
    branch = builder.layerNorm(middle, prefix + ".norm2", width);
    branch = builder.linear(branch, new Linear(prefix + ".mlp.fc1", width, 4 * width, true), 0.02);
    branch = builder.activate(branch, Activation.GELU);
    branch = builder.linear(branch, new Linear(prefix + ".mlp.fc2", 4 * width, width, true), 0.02);
    if (hasLayerScale) {
      branch = builder.layerScale(branch, prefix + ".ls2", width);
    }
    return builder.add(new Operator.Add(), middle, branch);
  }
}
