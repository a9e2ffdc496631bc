package dev.eidetic.engine.query;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.image.Pixels;

/// A part of a picture, in fractions of its sides: what a person drew a box around.
///
/// @param x of the left edge, 0 to 1
/// @param y of the upper edge, 0 to 1
/// @param width above 0; `x + width` is at most 1
/// @param height above 0; `y + height` is at most 1
public record Region(double x, double y, double width, double height) {

  /// Boxes drawn by hand may overshoot an edge by a rounding.
  private static final double SLACK = 1e-6;

  public Region {
    require(
        x >= 0
            && y >= 0
            && width > 0
            && height > 0
            && x + width <= 1 + SLACK
            && y + height <= 1 + SLACK,
        "box is %s,%s,%s,%s; it must be x,y,width,height in fractions of the picture, inside it",
        x,
        y,
        width,
        height);
  }

  /// The side to ask a decoder for, so that the part alone still has the wanted one, as far as the
  /// picture has it.
  public int sideOfWhole(int wantedSide) {
    return (int) Math.min(Integer.MAX_VALUE, Math.ceil(wantedSide / Math.min(width, height)));
  }

  /// The part, at least one pixel each way; a copy.
  public Pixels of(Pixels picture) {
    int left = Math.min(picture.width() - 1, (int) Math.floor(x * picture.width()));
    int top = Math.min(picture.height() - 1, (int) Math.floor(y * picture.height()));
    int right = edge(x + width, picture.width(), left);
    int bottom = edge(y + height, picture.height(), top);
    return picture.part(left, top, right - left, bottom - top);
  }

  private static int edge(double fraction, int side, int begin) {
    return Math.max(begin + 1, (int) Math.min(side, Math.ceil(fraction * side - SLACK)));
  }
}
