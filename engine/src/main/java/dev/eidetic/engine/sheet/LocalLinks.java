package dev.eidetic.engine.sheet;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Links from a page to the files of its pictures, relative, so that page and pictures can move
/// together.
final class LocalLinks {

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private final @Nullable Path folder;

  private LocalLinks(@Nullable Path folder) {
    this.folder = folder;
  }

  /// Links from a page in this folder.
  static LocalLinks from(Path folder) {
    return new LocalLinks(folder.toAbsolutePath().normalize());
  }

  /// For a page that is no file.
  static LocalLinks none() {
    return new LocalLinks(null);
  }

  /// The link to a picture, if it is in a file that can be reached from here.
  Optional<String> to(SheetPicture picture) {
    if (folder == null || !(picture instanceof SheetPicture.InFile(String path))) {
      return Optional.empty();
    }
    try {
      var file = Path.of(path);
      return file.isAbsolute()
          ? Optional.of(encode(folder.relativize(file.normalize())))
          : Optional.empty();
    } catch (InvalidPathException _) { // a URL, on Windows
      return Optional.empty();
    } catch (IllegalArgumentException _) { // on another drive
      return Optional.empty();
    }
  }

  private static String encode(Path relative) {
    var link = new StringBuilder(".");
    for (var name : relative) {
      link.append('/');
      for (byte b : name.toString().getBytes(StandardCharsets.UTF_8)) {
        if (b > 0 && UNRESERVED.indexOf(b) >= 0) {
          link.append((char) b);
        } else {
          link.append("%%%02X".formatted(b & 0xff));
        }
      }
    }
    return link.toString();
  }
}
