package dev.eidetic.demo.render;

import java.util.function.DoubleSupplier;

/// How much light reaches the model in one pixel, worked out once: shadows are soft, and walking to
/// the lights costs more than all else that a ray does.
final class Shade {

  private double key = Double.NaN;
  private double open = Double.NaN;

  /// Share of the key light.
  double key(DoubleSupplier source) {
    if (Double.isNaN(key)) {
      key = source.getAsDouble();
    }
    return key;
  }

  /// Share of the room's light.
  double open(DoubleSupplier source) {
    if (Double.isNaN(open)) {
      open = source.getAsDouble();
    }
    return open;
  }
}
