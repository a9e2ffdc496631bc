package dev.eidetic.evaluate.ranks;

import dev.eidetic.evaluate.Rankings;
import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Rankings in a file, checked as a whole when it is opened: each answer names images of the
/// gallery only, and none twice. Binary files stay on disk and are mapped; texts are kept as four
/// bytes per entry.
///
/// Any number of threads may ask until it is closed.
public interface RankFile extends Rankings, AutoCloseable {

  /// Harmless when repeated.
  @Override
  void close();

  /// Opens `.npy` (whole numbers, either order of axes), `.json`, `.csv`, or raw numbers in
  /// `NAME_u16le_RxC.bin` or `NAME_u32le_RxC.bin`.
  ///
  /// @throws MalformedFileException naming the row, entry and rule that is broken
  /// @throws IOException if it cannot be read
  static RankFile open(Path file, RankFormat format) throws IOException {
    var fileName = file.getFileName();
    String name = fileName == null ? "" : fileName.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".npy")) {
      return MappedRanks.openNumpy(file, format);
    }
    if (name.endsWith(".bin")) {
      return MappedRanks.openRaw(file, format);
    }
    if (name.endsWith(".json")) {
      return new JsonRanks(file, format).read();
    }
    if (name.endsWith(".csv")) {
      return new CsvRanks(file, format).read();
    }
    throw new MalformedFileException(
        file,
        "its name does not tell how it is laid out; known are .npy, .json, .csv, NAME_u16le_RxC.bin"
            + " and NAME_u32le_RxC.bin");
  }
}
