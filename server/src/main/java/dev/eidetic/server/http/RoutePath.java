package dev.eidetic.server.http;

import dev.eidetic.server.problems.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The segments of a path. Split before they are decoded, so that an id may hold slashes, and dots
/// never climb anywhere.
final class RoutePath {

  private RoutePath() {}

  /// @param rawPath as it was sent, starting with a slash
  /// @throws ProblemException of status 400 if it cannot be decoded
  static List<String> segments(String rawPath) {
    var segments = new ArrayList<String>();
    for (String segment : rawPath.substring(Math.min(1, rawPath.length())).split("/", -1)) {
      segments.add(decode(segment));
    }
    return segments;
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "a part of the path is \"%s\", which cannot be decoded; write %% as %%25"
              .formatted(segment));
    }
  }
}
