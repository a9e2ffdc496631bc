package dev.eidetic.train.network;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.network.Operator.Linear;
import java.util.List;

/// Transformers that look at rows of numbers about two pictures, `[N, T, F]`, the first row about
/// the pair as a whole, and give log odds that they show the same, `[N, 1]`: blocks as those of
/// vision transformers, a linear layer on the first row's token.
public final class PairTransformers {

  private PairTransformers() {}

  /// @param numbers per row, F
  /// @param width of tokens, a multiple of `heads`
  /// @param depth blocks, at least 1
  public static Network of(int numbers, int width, int heads, int depth) {
    require(depth >= 1, "depth is %d; there must be at least 1 block", depth);
    var builder = new NetworkBuilder();
    int value =
        builder.linear(
            NetworkBuilder.INPUT,
            new Linear("embed", numbers, width, true),
            Math.sqrt(1.0 / numbers));
    for (int i = 0; i < depth; i++) {
      value = VisionTransformers.block(builder, value, "blocks." + i, width, heads, false);
    }
    value = builder.layerNorm(value, "norm", width);
    value = builder.add(new Operator.FirstToken(), value);
    builder.linear(value, new Linear("logit", width, 1, true), 0.02);
    return builder.build("pair-transformer", 1, Network.Shape.VECTORS, List.of());
  }
}
