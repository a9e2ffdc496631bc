package dev.eidetic.encode.preprocess;

import static dev.eidetic.vectors.Preconditions.require;

/// The size a picture is brought to before any cropping.
public sealed interface Resize {

  /// The longest side that can be asked for.
  int MAX_SIDE = 8192;

  /// Leaves the picture as it is.
  record None() implements Resize {}

  /// Both sides given; the picture is skewed where its shape differs.
  record Exact(int width, int height) implements Resize {
    public Exact {
      requireSide("width", width);
      requireSide("height", height);
    }
  }

  /// The shorter side becomes this; the longer follows, rounded down.
  record ShortestEdge(int pixels) implements Resize {
    public ShortestEdge {
      requireSide("shortest edge", pixels);
    }
  }

  /// The longer side becomes this; the shorter follows, rounded down but at least 1.
  record LongestEdge(int pixels) implements Resize {
    public LongestEdge {
      requireSide("longest edge", pixels);
    }
  }

  /// ConvNeXt's rule for a target side. Below 384 pixels: shortest edge to `side / cropFraction`,
  /// rounded down, then the centre `side x side`; from 384 on: exactly `side x side`.
  ///
  /// @return the resizing; the crop that goes with it is the target itself in both cases
  static Resize convNext(int side, double cropFraction) {
    return side < 384 ? new ShortestEdge((int) (side / cropFraction)) : new Exact(side, side);
  }

  private static void requireSide(String name, int pixels) {
    require(
        1 <= pixels && pixels <= MAX_SIDE,
        "%s of the resizing is %d pixels; it must be 1 to %d",
        name,
        pixels,
        MAX_SIDE);
  }
}
