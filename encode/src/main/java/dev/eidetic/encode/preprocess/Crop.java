package dev.eidetic.encode.preprocess;

import static dev.eidetic.vectors.Preconditions.require;

/// What is kept of the resized picture.
public sealed interface Crop {

  /// All of it.
  record None() implements Crop {}

  /// The middle; an odd pixel falls to the right and bottom. A smaller picture lies in the middle
  /// of black.
  record Center(int width, int height) implements Crop {
    public Center {
      require(
          1 <= width && width <= Resize.MAX_SIDE && 1 <= height && height <= Resize.MAX_SIDE,
          "crop is %d x %d; sides must be 1 to %d",
          width,
          height,
          Resize.MAX_SIDE);
    }
  }
}
