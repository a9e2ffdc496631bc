package dev.eidetic.server.http;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One operation: how it is asked for, who may, and who answers.
///
/// @param method such as `GET`
/// @param template such as `/v1/collections/{collection}`; a name in braces stands for one segment,
///   which may hold encoded slashes
public record Route(String method, String template, Access access, Handler handler) {

  public Route {
    require(template.startsWith("/"), "template \"%s\" must start with a slash", template);
  }

  /// The values of the names in braces if a path fits.
  ///
  /// @param segments of the path, decoded
  Optional<Map<String, String>> match(List<String> segments) {
    var parts = template.substring(1).split("/", -1);
    if (parts.length != segments.size()) {
      return Optional.empty();
    }
    var values = new HashMap<String, String>();
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part.startsWith("{")) {
        values.put(part.substring(1, part.length() - 1), segments.get(i));
      } else if (!part.equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
