package dev.eidetic.engine.export;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/// Writes the vectors of a collection and the items they belong to, in the same order of rows.
///
/// Vectors: `.npy` (NumPy 1.0, float32, N x dimension) or `.fvecs` (for each row the dimension as a
/// 32-bit integer, then the numbers; all little-endian). Items: `.jsonl` (row, id, path, fields) or
/// `.csv` (the same, a column each field). Both files appear when they are complete, never half.
public final class VectorExport {

  private VectorExport() {}

  /// Writes both files, replacing what lies there.
  ///
  /// @param where in the syntax of [dev.eidetic.engine.fields.FilterParser]; empty for all
  /// @return how many rows were written
  /// @throws IllegalArgumentException if an ending is unknown or the filter is wrong
  public static long write(Snapshot snapshot, String where, Path vectors, Path items)
      throws IOException {
    requireEnding(vectors, ".npy", ".fvecs");
    requireEnding(items, ".jsonl", ".csv");
    long rows = snapshot.count(where);
    var vectorPart = part(vectors);
    var itemPart = part(items);
    try {
      try (var vectorWriter = VectorFileWriter.of(vectors, vectorPart, rows, snapshot.dimension());
          var itemWriter = ItemFileWriter.of(items, itemPart, snapshot.schema())) {
        snapshot.forEach(
            where,
            (item, vector) -> {
              vectorWriter.write(vector);
              itemWriter.write(item);
            });
      }
      Files.move(vectorPart, vectors, StandardCopyOption.REPLACE_EXISTING);
      Files.move(itemPart, items, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(vectorPart);
      Files.deleteIfExists(itemPart);
    }
    return rows;
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  private static void requireEnding(Path file, String first, String second) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    require(
        name.endsWith(first) || name.endsWith(second),
        "file %s ends in neither %s nor %s; its ending says how it is written",
        file,
        first,
        second);
  }
}
