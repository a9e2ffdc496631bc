package dev.eidetic.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What an earlier run wrote.
///
/// @param hashes SHA-256 in hexadecimal digits, by path
record Manifest(Map<String, String> hashes) {

  private static final int HASH_DIGITS = 64;

  /// Reads a manifest; an unreadable, damaged or differently headed one counts as empty, since all
  /// it can save is time.
  static Manifest read(Path file, String heading, long largestBytes) {
    var hashes = new HashMap<String, String>();
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= largestBytes) {
        var lines = Files.readAllLines(file);
        if (!lines.isEmpty() && lines.getFirst().equals(heading)) {
          for (var line : lines) {
            if (line.length() > HASH_DIGITS + 2) {
              hashes.put(line.substring(HASH_DIGITS + 2), line.substring(0, HASH_DIGITS));
            }
          }
        }
      }
    } catch (IOException _) {
      hashes.clear();
    }
    return new Manifest(hashes);
  }

  Optional<String> sha256(String path) {
    return Optional.ofNullable(hashes.get(path));
  }
}
