package dev.eidetic.encode.preprocess;

import java.util.Optional;

/// How pixels are mixed when a picture changes size. The filter widens with the reduction, so that
/// shrinking averages instead of skipping; only [#NEAREST] skips.
public enum Interpolation {
  NEAREST(0, 0),
  LANCZOS(1, 3),
  BILINEAR(2, 1),
  /// Cubic convolution with a = -0.5.
  BICUBIC(3, 2),
  BOX(4, 0.5),
  HAMMING(5, 1);

  // Pillow writes these two constants in single precision.
  private static final double HAMMING_BASE = 0.54f;
  private static final double HAMMING_SWING = 0.46f;

  private final int code;
  private final double support;

  Interpolation(int code, double support) {
    this.code = code;
    this.support = support;
  }

  /// The number that `resample` in `preprocessor_config.json` means it by.
  public int code() {
    return code;
  }

  public static Optional<Interpolation> ofCode(int code) {
    for (var interpolation : values()) {
      if (interpolation.code == code) {
        return Optional.of(interpolation);
      }
    }
    return Optional.empty();
  }

  /// Half the width of the filter, in pixels of the smaller of both grids.
  double support() {
    return support;
  }

  /// The filter's height at a distance from its centre.
  double weight(double distance) {
    double x = Math.abs(distance);
    return switch (this) {
      case NEAREST -> throw new AssertionError("nearest picks one pixel and mixes none");
      case BOX -> distance > -0.5 && distance <= 0.5 ? 1 : 0;
      case BILINEAR -> x < 1 ? 1 - x : 0;
      case HAMMING -> hamming(x);
      case BICUBIC -> bicubic(x);
      case LANCZOS -> distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
    };
  }

  private static double hamming(double x) {
    if (x == 0) {
      return 1;
    }
    if (x >= 1) {
      return 0;
    }
    double angle = x * Math.PI;
    return StrictMath.sin(angle) / angle * (HAMMING_BASE + HAMMING_SWING * StrictMath.cos(angle));
  }

  private static double bicubic(double x) {
    if (x < 1) {
      return (1.5 * x - 2.5) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
  }

  private static double sinc(double x) {
    if (x == 0) {
      return 1;
    }
    double angle = x * Math.PI;
    return StrictMath.sin(angle) / angle;
  }
}
