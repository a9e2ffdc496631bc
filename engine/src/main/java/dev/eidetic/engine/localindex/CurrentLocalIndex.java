package dev.eidetic.engine.localindex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/// A collection's [LocalIndex] as it is now: opened again when an update has changed it, by this
/// process or another. Any number of threads may ask.
public final class CurrentLocalIndex {

  private final Path collection;
  private final String kind;
  private Optional<Opened> opened = Optional.empty();

  /// @param time when the manifest was written
  /// @param file which file the manifest is, where the system tells; each update makes another
  private record Opened(FileTime time, Optional<Object> file, LocalIndex index) {}

  /// @param collection its folder
  /// @param kind of local features
  public CurrentLocalIndex(Path collection, String kind) {
    this.collection = collection;
    this.kind = kind;
  }

  /// @return nothing if there is none
  /// @throws IOException if it is damaged
  public synchronized Optional<LocalIndex> get() throws IOException {
    var manifest = LocalIndexManifest.file(LocalIndex.folder(collection, kind));
    try {
      var now = Files.readAttributes(manifest, BasicFileAttributes.class);
      var key = Optional.ofNullable(now.fileKey());
      boolean isSame =
          opened.isPresent()
              && opened.get().time().equals(now.lastModifiedTime())
              && opened.get().file().equals(key);
      if (!isSame) {
        opened =
            LocalIndex.open(collection, kind)
                .map(index -> new Opened(now.lastModifiedTime(), key, index));
      }
      return opened.map(Opened::index);
    } catch (NoSuchFileException _) {
      opened = Optional.empty();
      return Optional.empty();
    }
  }
}
