package dev.eidetic.engine.tuning;

import dev.eidetic.index.SearchEffort;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// How hard a collection's searches try now: read again when it is tuned anew, by this process or
/// another. Any number of threads may ask.
public final class CurrentTuning {

  private static final System.Logger LOGGER = System.getLogger(CurrentTuning.class.getName());

  private final Path collection;
  private FileTime time = FileTime.fromMillis(0);
  private SearchEffort effort = SearchEffort.DEFAULT;

  /// @param collection its folder
  public CurrentTuning(Path collection) {
    this.collection = collection;
  }

  /// The usual effort where the collection was not tuned, or what was found is damaged: searches go
  /// on, and `stats` says it.
  public synchronized SearchEffort effort() throws IOException {
    var file = TunedSearch.file(collection);
    if (!Files.exists(file)) {
      time = FileTime.fromMillis(0);
      effort = SearchEffort.DEFAULT;
      return effort;
    }
    try {
      var written = Files.getLastModifiedTime(file);
      if (!written.equals(time)) {
        time = written;
        effort = SearchEffort.DEFAULT;
        TunedSearch.read(collection).ifPresent(tuned -> effort = tuned.step().effort());
      }
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, e.getMessage());
    }
    return effort;
  }
}
