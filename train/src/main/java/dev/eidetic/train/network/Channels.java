package dev.eidetic.train.network;

import static dev.eidetic.vectors.Preconditions.require;

/// Numbers of channels under width multipliers.
final class Channels {

  private Channels() {}

  /// The multiple of 8 nearest to `channels * width`, but not less than nine tenths of it: Sandler
  /// et al., 2018, <https://arxiv.org/abs/1801.04381>, as everyone's code has it.
  static int rounded(double channels, double width) {
    double wanted = channels * width;
    int nearest = Math.max(8, (int) (wanted + 4) / 8 * 8);
    return nearest < 0.9 * wanted ? nearest + 8 : nearest;
  }

  static void requireWidth(double width) {
    require(0.1 <= width && width <= 4, "width is %s; it must be 0.1 to 4", width);
  }
}
