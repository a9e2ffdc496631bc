package dev.eidetic.demo.render;

import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// What is known about the model in one pixel, worked out once: where its first ray met it, and how
/// much light gets there. Light changes slowly, and walking to the lights costs more than the rest.
final class Shade {

  /// Cosine of the largest angle between neighbours on one smooth surface; about 20 degrees.
  private static final double SMOOTH = 0.94;

  private double key = Double.NaN;
  private double open = Double.NaN;
  private @Nullable Spot spot;

  /// A point of the model's surface.
  record Spot(Vec3 point, Vec3 normal, Surface surface) {

    /// Whether the surface goes on without a break to a spot seen in the next pixel.
    boolean continuesTo(@Nullable Spot next) {
      if (next == null || !next.surface.equals(surface) || next.normal.dot(normal) < SMOOTH) {
        return false;
      }
      Vec3 step = next.point.minus(point);
      double rise = step.dot(normal);
      return rise * rise < 0.2 * step.dot(step);
    }
  }

  /// Keeps where the pixel's first ray met the model.
  void meet(Spot first) {
    if (spot == null) {
      spot = first;
    }
  }

  @Nullable Spot spot() {
    return spot;
  }

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
