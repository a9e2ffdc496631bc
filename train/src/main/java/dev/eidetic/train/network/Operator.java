package dev.eidetic.train.network;

import static dev.eidetic.vectors.Preconditions.require;

/// All that a step can do. Pictures are `[N, C, H, W]`, tokens `[N, T, C]`, vectors `[N, C]`.
///
/// `name` is the prefix of the operator's parameters.
public sealed interface Operator {

  /// Square kernel, square stride, zero padding on all sides, no dilation.
  record Convolution(
      String name,
      int inputs,
      int outputs,
      int kernel,
      int stride,
      int padding,
      int groups,
      boolean hasBias)
      implements Operator {
    public Convolution {
      require(
          inputs % groups == 0 && outputs % groups == 0,
          "%s has %d groups; they must divide %d inputs and %d outputs",
          name,
          groups,
          inputs,
          outputs);
    }
  }

  /// Batch normalization of pictures or vectors: by the batch while training, with a running mean
  /// of momentum 0.1, by the running statistics otherwise. Ioffe and Szegedy, 2015,
  /// <https://arxiv.org/abs/1502.03167>.
  ///
  /// @param hasBias false for BNNeck (Luo et al., 2019, <https://arxiv.org/abs/1903.07071>), whose
  ///   shift stays zero so that the centre of the space is the origin
  record BatchNorm(String name, int channels, double epsilon, boolean hasBias)
      implements Operator {}

  record Activate(Activation activation) implements Operator {}

  /// Sum of two values of equal shape.
  record Add() implements Operator {}

  /// Product of a picture `[N, C, H, W]` and gates `[N, C, 1, 1]`.
  record Gate() implements Operator {}

  /// Square window; padding counts as minus infinity.
  record MaximumPool(int kernel, int stride, int padding) implements Operator {}

  /// Mean over all places: `[N, C, 1, 1]`.
  record GlobalAverage() implements Operator {}

  /// Maximum over all places (MAC): `[N, C, 1, 1]`.
  record GlobalMaximum() implements Operator {}

  /// Generalized mean over all places with learned exponents: `mean(max(x, epsilon)^p)^(1/p)`, as
  /// `[N, C, 1, 1]`. Radenović et al., 2018, <https://arxiv.org/abs/1711.02512>.
  ///
  /// @param exponents 1, or one per channel
  record GeneralizedMean(String name, int exponents, double epsilon) implements Operator {}

  /// R-MAC: maxima over squares of several sizes, each of unit length, added up; `[N, C, 1, 1]`.
  /// Tolias et al., 2015, <https://arxiv.org/abs/1511.05879>. The squares are those of
  /// `dev.eidetic.encode.pooling`.
  record RegionalMaximum(int levels) implements Operator {}

  /// Mean over all places, weighted by the softmax of a learned inner product with each place's
  /// vector: `[N, C, 1, 1]`.
  record AttentionPool(String name, int channels) implements Operator {}

  /// `[N, C, 1, 1]` to `[N, C]`.
  record Flatten() implements Operator {}

  /// `x W' + b` on the last dimension.
  record Linear(String name, int inputs, int outputs, boolean hasBias) implements Operator {}

  /// Vectors divided by their Euclidean length, at least 1e-12.
  record UnitLength() implements Operator {}

  /// Layer normalization of the last dimension: Ba et al., 2016,
  /// <https://arxiv.org/abs/1607.06450>.
  record LayerNorm(String name, int width, double epsilon) implements Operator {}

  /// A picture `[N, C, h, w]` as tokens `[N, 1 + h w, C]`, row after row behind the class token,
  /// with a learned position embedding added. Parameters `cls_token` and `pos_embed`.
  record Tokens(int width, int rows, int columns) implements Operator {
    int count() {
      return 1 + rows * columns;
    }
  }

  /// Multi-head self-attention: parameters `qkv` and `proj` below the name. Vaswani et al., 2017,
  /// <https://arxiv.org/abs/1706.03762>.
  record SelfAttention(String name, int width, int heads) implements Operator {
    public SelfAttention {
      require(width % heads == 0, "%s: width %d is no multiple of %d heads", name, width, heads);
    }
  }

  /// A learned factor per number: parameter `gamma`. Touvron et al., 2021,
  /// <https://arxiv.org/abs/2103.17239>.
  record LayerScale(String name, int width) implements Operator {}

  /// The class token: `[N, T, C]` to `[N, C]`.
  record FirstToken() implements Operator {}

  /// Mean of the tokens behind the class token: `[N, T, C]` to `[N, C]`.
  record MeanOfTokens() implements Operator {}
}
