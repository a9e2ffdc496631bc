package dev.eidetic.engine.opening;

import dev.eidetic.engine.storage.Generation;
import dev.eidetic.engine.storage.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A line of text beside the index: where the encoder was when the collection was last indexed. A
/// help for finding it; what it must be is the recorded space.
public final class EncoderNote {

  /// Below a collection's folder.
  public static final String FILE = "encoder.txt";

  private static final int MAX_BYTES = 8192;

  private EncoderNote() {}

  static void write(Path collection, String reference) throws IOException {
    write(collection, Generation.current(collection), reference);
  }

  /// The same for vectors that may not count yet.
  public static void write(Path collection, Generation generation, String reference)
      throws IOException {
    if (read(collection, generation).equals(Optional.of(reference))) {
      return;
    }
    WholeFile.write(generation.file(collection, FILE), reference + "\n");
  }

  static Optional<String> read(Path collection) throws IOException {
    return read(collection, Generation.current(collection));
  }

  /// The same of vectors that may not count.
  public static Optional<String> read(Path collection, Generation generation) throws IOException {
    var file = generation.file(collection, FILE);
    try {
      return Files.size(file) > MAX_BYTES
          ? Optional.empty()
          : Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException | CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
