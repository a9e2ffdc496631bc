package dev.eidetic.encode.model;

import dev.eidetic.encode.fetch.ContentCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A file of a model folder as it was when the folder was made.
///
/// @param path inside the folder, with `/`
/// @param sha256 64 lower-case hexadecimal digits
public record RecordedFile(String path, long bytes, String sha256) {

  static RecordedFile of(Path folder, String path) throws IOException {
    Path file = inside(folder, path);
    return new RecordedFile(path, Files.size(file), sha256(file));
  }

  /// The file within its folder.
  ///
  /// @throws IOException if the path leads out of the folder or to no regular file
  static Path inside(Path folder, String path) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    Path file;
    try {
      file = root.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new IOException("%s: \"%s\" is no file name".formatted(folder, path), e);
    }
    if (!file.startsWith(root) || file.equals(root)) {
      throw new IOException(
          "%s: \"%s\" leads out of the folder; files of a model lie inside"
              .formatted(folder, path));
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("%s: file \"%s\" is missing".formatted(folder, path));
    }
    return file;
  }

  /// Refuses a file whose size has changed; reads nothing.
  void requireSize(Path folder) throws IOException {
    long found = Files.size(inside(folder, path));
    if (found != bytes) {
      throw new IOException(
          "%s: file \"%s\" is %d bytes; eidetic.json records %d: damaged, or replaced without making the folder anew"
              .formatted(folder, path, found, bytes));
    }
  }

  /// Refuses a file whose content has changed.
  void requireContent(Path folder) throws IOException {
    requireSize(folder);
    String found = sha256(inside(folder, path));
    if (!found.equals(sha256)) {
      throw new IOException(
          "%s: file \"%s\" has SHA-256 %s; eidetic.json records %s: damaged or replaced"
              .formatted(folder, path, found, sha256));
    }
  }

  static String sha256(Path file) throws IOException {
    var digest = newDigest();
    var block = new byte[1 << 16];
    try (var bytes = Files.newInputStream(file)) {
      for (int count = bytes.read(block); count >= 0; count = bytes.read(block)) {
        digest.update(block, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String sha256(byte[] bytes) {
    return ContentCheck.Sha256.of(bytes).digits();
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
