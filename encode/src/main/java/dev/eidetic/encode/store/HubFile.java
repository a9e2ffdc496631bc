package dev.eidetic.encode.store;

import dev.eidetic.encode.fetch.ContentCheck;
import dev.eidetic.encode.fetch.ContentCheck.GitBlob;
import dev.eidetic.encode.fetch.ContentCheck.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A file in a repository, as its list says.
///
/// @param path segments separated by `/`, none empty, `.` or `..`
/// @param check size and hash
record HubFile(String path, ContentCheck check) {

  /// Reads one entry of `/api/models/{repository}/tree/{commit}`.
  ///
  /// @return empty for folders
  /// @throws IOException if the entry is broken, or its path leads out of the repository
  static Optional<HubFile> of(JsonObject entry) throws IOException {
    if (!entry.text("type").equals("file")) {
      return Optional.empty();
    }
    var path = entry.text("path");
    for (var segment : path.split("/", -1)) {
      // Git itself cannot hold such names: a list that has one was not made by git.
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw new IOException("path \"%s\" leads out of the repository".formatted(path));
      }
    }
    try {
      var large = entry.object("lfs");
      if (large.isPresent()) {
        var hash = large.get().text("oid").replaceFirst("^sha256:", "");
        long bytes = large.get().number("size");
        return Optional.of(new HubFile(path, new ContentCheck(bytes, new Sha256(hash))));
      }
      var hash = new GitBlob(entry.text("oid"));
      return Optional.of(new HubFile(path, new ContentCheck(entry.number("size"), hash)));
    } catch (IllegalArgumentException e) {
      throw new IOException("entry \"%s\": %s".formatted(path, e.getMessage()), e);
    }
  }

  /// The part of the path after the last `/`.
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The part of the path up to and with the last `/`; empty at the top.
  String folder() {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /// True if every system can store a file under this path.
  boolean isPortable() {
    return List.of(path.split("/", -1)).stream()
        .allMatch(segment -> segment.matches("[A-Za-z0-9_][A-Za-z0-9 ._-]{0,200}(?<![. ])"));
  }
}
