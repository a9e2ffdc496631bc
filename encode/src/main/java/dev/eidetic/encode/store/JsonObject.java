package dev.eidetic.encode.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON object from outside, read with complaints instead of surprises.
final class JsonObject {

  private final Map<?, ?> members;

  /// @param parsed what a JSON parser made of it
  JsonObject(@Nullable Object parsed) throws IOException {
    if (!(parsed instanceof Map<?, ?> map)) {
      throw new IOException("there should be a JSON object");
    }
    members = map;
  }

  String text(String name) throws IOException {
    return optionalText(name)
        .orElseThrow(() -> new IOException("\"%s\" should be a text".formatted(name)));
  }

  Optional<String> optionalText(String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// A whole number from 0 to 2^63 - 1.
  long number(String name) throws IOException {
    if ((members.get(name) instanceof Integer || members.get(name) instanceof Long)
        && members.get(name) instanceof Number number
        && number.longValue() >= 0) {
      return number.longValue();
    }
    throw new IOException("\"%s\" should be a whole number of at least 0".formatted(name));
  }

  Optional<JsonObject> object(String name) throws IOException {
    return members.get(name) instanceof Map<?, ?> map
        ? Optional.of(new JsonObject(map))
        : Optional.empty();
  }

  List<JsonObject> list(String name) throws IOException {
    return listOf(members.get(name));
  }

  static List<JsonObject> listOf(@Nullable Object parsed) throws IOException {
    if (!(parsed instanceof List<?> elements)) {
      throw new IOException("there should be a JSON list");
    }
    var objects = new ArrayList<JsonObject>();
    for (var element : elements) {
      objects.add(new JsonObject(element));
    }
    return objects;
  }
}
