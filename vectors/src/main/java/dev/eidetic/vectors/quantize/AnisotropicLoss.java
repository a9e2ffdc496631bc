package dev.eidetic.vectors.quantize;

import static dev.eidetic.vectors.Preconditions.require;

/// What a replacement `y` of a vector `x` costs when inner products with `x` matter most to queries
/// along it: `|x - y|^2 + (weight - 1) <x - y, u>^2`, with the direction `u` of `x`, of length 1.
///
/// Guo et al., Accelerating large-scale inference with anisotropic vector quantization, 2020,
/// <https://arxiv.org/abs/1908.10396>, theorem 3.2: if only products above the share `T` of `|x|`
/// count, and queries have all directions alike, the error along `x` weighs `(dimension - 1) T^2 /
/// (1 - T^2)` times as much as one across it, in the limit of many dimensions.
///
/// @param weight of the error along the vector, at least 1; with 1 all directions count alike
public record AnisotropicLoss(float weight) {

  public AnisotropicLoss {
    require(weight >= 1, "weight is %s; it must be at least 1", weight);
  }

  /// @param threshold T, at least 0 and less than 1
  public static AnisotropicLoss of(float threshold, int dimension) {
    require(
        0 <= threshold && threshold < 1,
        "threshold is %s; it must be at least 0 and less than 1",
        threshold);
    double square = (double) threshold * threshold;
    return new AnisotropicLoss((float) Math.max(1, (dimension - 1) * square / (1 - square)));
  }
}
