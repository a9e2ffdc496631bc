package dev.eidetic.train.network;

/// What is done to each number by itself.
public enum Activation {
  /// max(0, x)
  RELU,
  /// x held between 0 and 6
  RELU6,
  /// x / (1 + exp(-x)): Elfwing et al., 2017, <https://arxiv.org/abs/1702.03118>
  SILU,
  /// x times [#HARD_SIGMOID]: Howard et al., 2019, <https://arxiv.org/abs/1905.02244>
  HARD_SWISH,
  /// (x + 3) / 6 held between 0 and 1
  HARD_SIGMOID,
  /// 1 / (1 + exp(-x))
  SIGMOID,
  /// x times the standard normal distribution function of x, exactly, not by the tanh formula
  GELU
}
