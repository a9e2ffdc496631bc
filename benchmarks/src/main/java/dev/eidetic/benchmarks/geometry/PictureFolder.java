package dev.eidetic.benchmarks.geometry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The photographs of a folder.
final class PictureFolder {

  private PictureFolder() {}

  /// By name.
  static List<Path> pictures(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(PictureFolder::isPicture).sorted().toList();
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
  }
}
