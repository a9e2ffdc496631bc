package dev.eidetic.benchmarks.comparison;

import static dev.eidetic.vectors.Preconditions.require;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Who takes part: one line each, `NAME INDEX SETTINGS SETTINGS ...`, such as `hnswlib
/// M=16,efConstruction=200 ef=20 ef=40`. Blank lines and those from `#` on are skipped.
///
/// @param entries in the order of the file
record ComparisonPlan(List<Entry> entries) {

  /// @param name `eidetic`, `eidetic-lucene`, `collection`, `lucene`, `lucene-quantized`,
  ///   `jvector`, or that of a driver
  /// @param index as that one writes it
  /// @param settings of its searches, at least one
  record Entry(String name, String index, List<String> settings) {

    String title() {
      return name.equals("eidetic") ? index : name + " " + index;
    }
  }

  static ComparisonPlan read(Path file) throws IOException {
    var entries = new ArrayList<Entry>();
    for (String line : Files.readAllLines(file)) {
      String text = line.replaceFirst("#.*", "").strip();
      if (!text.isEmpty()) {
        var words = List.of(text.split("\\s+"));
        require(
            words.size() >= 3,
            "%s has the line \"%s\"; a name, an index and settings are needed",
            file,
            line);
        entries.add(new Entry(words.get(0), words.get(1), words.subList(2, words.size())));
      }
    }
    require(!entries.isEmpty(), "%s names nobody", file);
    return new ComparisonPlan(List.copyOf(entries));
  }
}
