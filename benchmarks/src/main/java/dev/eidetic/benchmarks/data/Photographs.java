package dev.eidetic.benchmarks.data;

import static dev.eidetic.vectors.Preconditions.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Photographs in an order that depends on nothing but their names, cut into those that are indexed
/// and those that only ask.
///
/// @param base from which vectors to index are made
/// @param heldOut from which queries are made
record Photographs(List<Path> base, List<Path> heldOut) {

  /// @param folders below `shared/data`
  /// @param heldOutShare of the photographs, 0 to 1
  static Photographs of(Path shared, List<String> folders, double heldOutShare) throws IOException {
    var all = new ArrayList<Path>();
    for (String folder : folders) {
      try (var files = Files.walk(shared.resolve("data").resolve(folder))) {
        all.addAll(files.filter(Photographs::isPhotograph).sorted().toList());
      }
    }
    require(!all.isEmpty(), "%s has no photographs in %s", shared, folders);
    Collections.shuffle(all, new Random(1));
    int heldOut = (int) Math.ceil(heldOutShare * all.size());
    return new Photographs(
        List.copyOf(all.subList(heldOut, all.size())), List.copyOf(all.subList(0, heldOut)));
  }

  private static boolean isPhotograph(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
  }
}
