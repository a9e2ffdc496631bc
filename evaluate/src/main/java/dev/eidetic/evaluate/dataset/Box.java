package dev.eidetic.evaluate.dataset;

import static dev.eidetic.vectors.Preconditions.require;

/// A part of a picture, in pixels of the original from its top left corner; may have fractions.
///
/// @param left of the first column
/// @param top of the first row
/// @param right where the part ends, beyond `left`
/// @param bottom where the part ends, beyond `top`
public record Box(double left, double top, double right, double bottom) {

  /// All of a picture, whatever its size.
  public static final Box WHOLE = new Box(0, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

  public Box {
    require(
        left < right && top < bottom,
        "box is %s %s %s %s; its left and top must lie before its right and bottom",
        left,
        top,
        right,
        bottom);
  }

  public boolean isWhole() {
    return equals(WHOLE);
  }
}
