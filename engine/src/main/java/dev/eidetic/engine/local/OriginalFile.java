package dev.eidetic.engine.local;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.ingest.ImagePreparer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The file that an item was made from.
public final class OriginalFile {

  private OriginalFile() {}

  /// Its bytes, if it is still there and still the same.
  public static Optional<byte[]> read(Item item) throws IOException {
    try {
      var file = Path.of(item.path());
      if (!Files.isRegularFile(file) || Files.size(file) > DecodeLimits.DEFAULT.maxBytes()) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      return ImagePreparer.sha256(bytes).equals(item.display(BuiltInField.SHA256))
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (InvalidPathException _) { // an address on the web
      return Optional.empty();
    }
  }
}
