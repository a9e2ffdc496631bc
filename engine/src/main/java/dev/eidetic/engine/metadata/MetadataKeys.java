package dev.eidetic.engine.metadata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Under which keys the row of an image is sought, most telling first.
final class MetadataKeys {

  private MetadataKeys() {}

  /// As keys of rows are stored: `/` between names, no `./` before.
  static String normalize(String key) {
    String slashes = key.strip().replace('\\', '/');
    while (slashes.startsWith("./")) {
      slashes = slashes.substring(2);
    }
    return slashes;
  }

  /// The id, then the absolute path and its ends, longest first.
  static List<String> ofPath(String id, Path path) {
    var keys = new ArrayList<String>();
    keys.add(normalize(id));
    String whole = normalize(path.toAbsolutePath().toString());
    keys.add(whole);
    for (int slash = whole.indexOf('/'); slash >= 0; slash = whole.indexOf('/', slash + 1)) {
      keys.add(whole.substring(slash + 1));
    }
    return keys;
  }

  /// The id, then the file's name without its ending.
  static List<String> ofId(String id) {
    String name = id.substring(id.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? List.of(normalize(id), name.substring(0, dot)) : List.of(normalize(id));
  }
}
