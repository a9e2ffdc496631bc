package dev.eidetic.engine.opening;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// A line of text beside the index: where the encoder was when the collection was last indexed. A
/// help for finding it; what it must be is the recorded space.
final class EncoderNote {

  private static final String FILE = "encoder.txt";
  private static final int MAX_BYTES = 8192;

  private EncoderNote() {}

  static void write(Path collection, String reference) throws IOException {
    if (read(collection).equals(Optional.of(reference))) {
      return;
    }
    var part = collection.resolve(FILE + ".part");
    Files.writeString(part, reference + "\n");
    Files.move(part, collection.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
  }

  static Optional<String> read(Path collection) throws IOException {
    var file = collection.resolve(FILE);
    try {
      return Files.size(file) > MAX_BYTES
          ? Optional.empty()
          : Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException | CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
