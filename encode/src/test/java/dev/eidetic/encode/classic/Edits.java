package dev.eidetic.encode.classic;

import dev.eidetic.encode.image.Pixels;

/// What people do to copies of photographs; nearest pixels, so that no library decides the result.
final class Edits {

  private Edits() {}

  /// Keeps a part, off centre.
  static Pixels crop(Pixels picture, double share) {
    int width = (int) (picture.width() * share);
    int height = (int) (picture.height() * share);
    int left = (int) ((picture.width() - width) * 0.4);
    int top = (int) ((picture.height() - height) * 0.6);
    return Drawings.draw(width, height, (x, y) -> colour(picture, left + x, top + y));
  }

  static Pixels scale(Pixels picture, double across, double down) {
    int width = (int) (picture.width() * across);
    int height = (int) (picture.height() * down);
    return Drawings.draw(
        width,
        height,
        (x, y) -> colour(picture, x * picture.width() / width, y * picture.height() / height));
  }

  static Pixels brighten(Pixels picture, double factor) {
    return Drawings.draw(
        picture.width(),
        picture.height(),
        (x, y) ->
            (int) (picture.at(x, y, 0) * factor) << 16
                | (int) (picture.at(x, y, 1) * factor) << 8
                | (int) (picture.at(x, y, 2) * factor));
  }

  static Pixels border(Pixels picture) {
    int size = picture.height() / 10;
    return Drawings.draw(
        picture.width() + 2 * size,
        picture.height() + 2 * size,
        (x, y) -> {
          boolean isInside =
              x >= size && y >= size && x < size + picture.width() && y < size + picture.height();
          return isInside ? colour(picture, x - size, y - size) : 0;
        });
  }

  static Pixels band(Pixels picture) {
    int from = picture.height() * 4 / 5;
    return Drawings.draw(
        picture.width(),
        picture.height(),
        (x, y) -> y >= from && y % 12 > 2 ? 0xffffff : colour(picture, x, y));
  }

  private static int colour(Pixels picture, int x, int y) {
    return picture.at(x, y, 0) << 16 | picture.at(x, y, 1) << 8 | picture.at(x, y, 2);
  }
}
