package dev.eidetic.encode.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.eidetic.encode.fetch.ContentCheck.GitBlob;
import dev.eidetic.encode.fetch.ContentCheck.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Both hashes of a file, read once.
///
/// @param bytes its size
public record FileHashes(long bytes, Sha256 sha256, GitBlob gitBlob) {

  /// Reads the whole file; an interrupt ends it.
  public static FileHashes of(Path file) throws IOException, InterruptedException {
    var sha256 = digest("SHA-256");
    var sha1 = digest("SHA-1");
    long size = Files.size(file);
    sha1.update("blob %d\0".formatted(size).getBytes(US_ASCII));
    long read = 0;
    try (var input = Files.newInputStream(file)) {
      var buffer = new byte[1 << 16];
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while hashing " + file);
        }
        sha256.update(buffer, 0, count);
        sha1.update(buffer, 0, count);
        read += count;
      }
    }
    var hex = HexFormat.of();
    return new FileHashes(
        read,
        new Sha256(hex.formatHex(sha256.digest())),
        new GitBlob(hex.formatHex(sha1.digest())));
  }

  /// The one of both that a publisher stated.
  ContentCheck.Hash like(ContentCheck.Hash stated) {
    return switch (stated) {
      case Sha256 _ -> sha256;
      case GitBlob _ -> gitBlob;
    };
  }

  /// True if size and hash are as stated.
  public boolean matches(ContentCheck check) {
    return bytes == check.bytes() && like(check.hash()).equals(check.hash());
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(name + " is missing; every Java platform must have it", e);
    }
  }
}
