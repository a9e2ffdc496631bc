package dev.eidetic.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// An image of a collection.
///
/// @param fields a `String`, `Integer`, `Long`, `Double`, `Boolean`, a list of strings, or a map of
///   `latitude` and `longitude`, by name; dates are strings in ISO 8601
public record RemoteItem(String id, Map<String, Object> fields) {

  public RemoteItem {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
