package dev.eidetic.engine.sheet;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.engine.Item;

/// Where a picture is.
public sealed interface SheetPicture {

  /// In a file, read when the page is written.
  ///
  /// @param path absolute, or a URL, which is never loaded; as [Item#path] has it
  record InFile(String path) implements SheetPicture {}

  /// In memory, for pictures that no file has.
  record InMemory(Pixels pixels) implements SheetPicture {}

  /// Nowhere.
  ///
  /// @param reason shown in the picture's place, such as `searched by a vector`
  record Nowhere(String reason) implements SheetPicture {}

  /// The picture of an item.
  static SheetPicture of(Item item) {
    return item.path().isEmpty()
        ? new Nowhere("added from memory; no file has it")
        : new InFile(item.path());
  }
}
