package dev.eidetic.train.network;

import dev.eidetic.train.weights.WeightTensor;
import java.util.List;

/// A tensor that a network owns.
///
/// @param name as timm calls it, such as `layer1.0.conv1.weight`
/// @param shape as PyTorch keeps it: convolutions are `[out, in / groups, height, width]`
/// @param role who changes it
public record Parameter(String name, List<Long> shape, Initial initial, Role role) {

  /// Who changes a parameter.
  public enum Role {
    /// The optimizer, which also shrinks it towards zero (weight decay).
    WEIGHT,
    /// The optimizer, without decay: biases, scales and shifts of normalisations, exponents,
    /// tokens.
    UNDECAYED,
    /// The forward pass: running means and variances.
    STATISTIC
  }

  public Parameter {
    shape = List.copyOf(shape);
  }

  public long count() {
    return WeightTensor.count(shape);
  }

  public boolean isLearned() {
    return role != Role.STATISTIC;
  }
}
