package dev.eidetic.encode.fetch;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// What to get.
///
/// @param uri `https`, or `http` where the [FetchRules] allow it; without user name and password
/// @param headers sent on every hop
/// @param secretHeaders sent only while scheme, host and port are those of `uri`, so that a
///   redirect to another server does not carry a token along; never shown
public record FetchRequest(
    URI uri, Map<String, String> headers, Map<String, String> secretHeaders) {

  public FetchRequest {
    headers = Map.copyOf(headers);
    secretHeaders = Map.copyOf(secretHeaders);
  }

  /// A request without headers of its own.
  public static FetchRequest of(URI uri) {
    return new FetchRequest(uri, Map.of(), Map.of());
  }

  /// The same request with one more header.
  public FetchRequest withHeader(String name, String value) {
    var more = new TreeMap<>(headers);
    more.put(name, value);
    return new FetchRequest(uri, more, secretHeaders);
  }

  /// Address and plain headers, without what is secret.
  @Override
  public String toString() {
    return "GET %s %s".formatted(FetchRules.show(uri), headers);
  }
}
