package dev.eidetic.encode.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A model in the store.
///
/// @param name such as `google/vit-base`
/// @param folder that holds its files, absolute
/// @param bytes of all its files
public record StoredModel(String name, Path folder, long bytes) {

  /// Where it was downloaded from; empty for folders that were added by hand.
  public Optional<ModelSource> source() throws IOException {
    return ModelSource.read(folder);
  }
}
