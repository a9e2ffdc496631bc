package dev.eidetic.demo.show;

import java.nio.file.Path;

/// Where the demo keeps its things.
///
/// @param folder of all of it; made if absent
public record DemoFolder(Path folder) {

  /// The pictures, one folder per category.
  public Path images() {
    return folder.resolve("images");
  }

  /// The index.
  public Path collection() {
    return folder.resolve("collection");
  }

  /// The page.
  public Path sheet() {
    return folder.resolve("sheet.html");
  }
}
