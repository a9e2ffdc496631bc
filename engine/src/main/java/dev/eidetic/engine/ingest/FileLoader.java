package dev.eidetic.engine.ingest;

import dev.eidetic.engine.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;

/// Reads a file into memory, or says why not.
final class FileLoader {

  private FileLoader() {}

  /// The outcome.
  sealed interface Result {}

  record Loaded(byte[] bytes) implements Result {}

  record Failed(Reason reason, String message) implements Result {}

  static Result load(WantedFile file) {
    var path = file.source().path();
    long limit = FileQueue.MAX_FILE_BYTES;
    if (file.source().bytes() > limit) {
      return new Failed(
          Reason.TOO_LARGE,
          "the file has %,d bytes; at most %,d are read".formatted(file.source().bytes(), limit));
    }
    try (var in = Files.newInputStream(path)) {
      return new Loaded(in.readNBytes((int) Math.min(limit, Integer.MAX_VALUE - 8)));
    } catch (IOException e) {
      return new Failed(Reason.UNREADABLE, FileFailure.message(path, e));
    }
  }
}
