package dev.eidetic.encode.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What has arrived of a file, and the version that it belongs to.
final class PartFile {

  private final Path file;
  private final Path etagFile;

  PartFile(Path target) {
    file = target.resolveSibling(target.getFileName() + ".part");
    etagFile = target.resolveSibling(target.getFileName() + ".part.etag");
  }

  Path file() {
    return file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  long bytes() throws IOException {
    return exists() ? Files.size(file) : 0;
  }

  Optional<String> etag() throws IOException {
    return Files.exists(etagFile)
        ? Optional.of(Files.readString(etagFile, UTF_8)).filter(PartFile::isStrong)
        : Optional.empty();
  }

  /// Keeps the version if it can serve to continue: weak tags do not promise the same bytes.
  void rememberEtag(Optional<String> etag) throws IOException {
    if (etag.filter(PartFile::isStrong).isPresent()) {
      Files.writeString(etagFile, etag.orElseThrow(), UTF_8);
    } else {
      Files.deleteIfExists(etagFile);
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(etagFile);
  }

  private static boolean isStrong(String etag) {
    return etag.matches("\"[\\x21\\x23-\\x7e]{0,500}\"");
  }
}
