package dev.eidetic.train.network;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.network.Network.Shape;
import java.util.Locale;

/// How a feature map or tokens become one vector.
public enum PoolingLayer {
  /// Mean over all places; of tokens, the mean of those behind the class token.
  GAP,
  /// The same by another name: Babenko and Lempitsky, 2015, <https://arxiv.org/abs/1510.07493>,
  /// without the centre prior.
  SPOC,
  /// Maximum over all places.
  MAX,
  /// Generalized mean with one learned exponent, from 3 on.
  GEM,
  /// Generalized mean with one learned exponent per channel.
  GEM_CHANNELS,
  /// Sum of regional maxima over three levels.
  RMAC,
  /// The class token.
  CLS,
  /// Mean weighted by learned attention.
  ATTENTION;

  private static final double EPSILON = 1e-6;
  private static final float FIRST_EXPONENT = 3;
  private static final int LEVELS = 3;

  /// As it is written on the command line: `gem-channels`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Appends the pooling.
  ///
  /// @return the value `[N, C]`
  int appendTo(NetworkBuilder builder, int input, Network network) {
    if (network.output() == Shape.TOKENS) {
      require(
          this == CLS || this == GAP || this == SPOC,
          "pooling is %s; %s gives tokens, which take cls or gap",
          word(),
          network.name());
      return this == CLS
          ? builder.add(new Operator.FirstToken(), input)
          : builder.add(new Operator.MeanOfTokens(), input);
    }
    require(
        this != CLS, "pooling is cls; %s gives a feature map without class token", network.name());
    return builder.add(new Operator.Flatten(), pooled(builder, input, network.width()));
  }

  private int pooled(NetworkBuilder builder, int input, int channels) {
    return switch (this) {
      case GAP, SPOC -> builder.add(new Operator.GlobalAverage(), input);
      case MAX -> builder.add(new Operator.GlobalMaximum(), input);
      case GEM -> generalizedMean(builder, input, 1);
      case GEM_CHANNELS -> generalizedMean(builder, input, channels);
      case RMAC -> builder.add(new Operator.RegionalMaximum(LEVELS), input);
      case ATTENTION -> builder.attentionPool(input, new Operator.AttentionPool("pool", channels));
      case CLS -> throw new IllegalStateException("a feature map has no class token");
    };
  }

  private static int generalizedMean(NetworkBuilder builder, int input, int exponents) {
    var operator = new Operator.GeneralizedMean("pool", exponents, EPSILON);
    return builder.generalizedMean(input, operator, FIRST_EXPONENT);
  }
}
