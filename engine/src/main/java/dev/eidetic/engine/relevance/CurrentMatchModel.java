package dev.eidetic.engine.relevance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/// A collection's match model as it is now: read again when another one is learned, by this process
/// or another. Any number of threads may ask.
public final class CurrentMatchModel {

  private final Path collection;
  private Known known = new Known(FileTime.fromMillis(0), -1, Optional.empty());

  /// What was read, and of which file.
  private record Known(FileTime time, long bytes, Optional<MatchModel> model) {}

  /// @param collection its folder
  public CurrentMatchModel(Path collection) {
    this.collection = collection;
  }

  /// @return empty if none was learned
  /// @throws IOException if it is damaged
  public synchronized Optional<MatchModel> get() throws IOException {
    try {
      var file = Files.readAttributes(MatchModelFile.file(collection), BasicFileAttributes.class);
      if (!file.lastModifiedTime().equals(known.time) || file.size() != known.bytes) {
        var model = MatchModelFile.read(collection);
        known = new Known(file.lastModifiedTime(), file.size(), model);
      }
      return known.model;
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }
}
