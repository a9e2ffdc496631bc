package dev.eidetic.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Holds JSON against the schemas of the OpenAPI document: as much of JSON Schema as that uses, and
/// stricter in one thing: what no schema names must not be there.
final class SchemaCheck {

  private final Map<String, Object> document;
  private final List<String> faults = new ArrayList<>();

  SchemaCheck(Map<String, Object> document) {
    this.document = document;
  }

  /// What does not fit; none if all does.
  List<String> check(@Nullable Object value, Map<?, ?> schema) {
    check("$", value, schema);
    return faults;
  }

  private void check(String at, @Nullable Object value, Map<?, ?> schema) {
    if (schema.get("$ref") instanceof String reference) {
      check(at, value, resolve(reference));
    } else if (schema.get("anyOf") instanceof List<?> choices) {
      boolean fits =
          choices.stream()
              .anyMatch(
                  choice -> new SchemaCheck(document).check(value, (Map<?, ?>) choice).isEmpty());
      require(fits, at, "fits no alternative: " + value);
    } else if (schema.get("enum") instanceof List<?> known) {
      require(known.contains(value), at, value + " is none of " + known);
    } else if (schema.get("type") instanceof String type) {
      checkType(at, value, schema, type);
    }
  }

  private void checkType(String at, @Nullable Object value, Map<?, ?> schema, String type) {
    switch (type) {
      case "string" -> require(value instanceof String, at, "is no string: " + value);
      case "boolean" -> require(value instanceof Boolean, at, "is no boolean: " + value);
      case "integer" ->
          require(value instanceof Integer || value instanceof Long, at, "is no integer: " + value);
      case "number" -> require(value instanceof Number, at, "is no number: " + value);
      case "array" -> {
        require(value instanceof List<?>, at, "is no array: " + value);
        if (value instanceof List<?> list && schema.get("items") instanceof Map<?, ?> items) {
          for (int i = 0; i < list.size(); i++) {
            check(at + "[" + i + "]", list.get(i), items);
          }
        }
      }
      case "object" -> {
        require(value instanceof Map<?, ?>, at, "is no object: " + value);
        if (value instanceof Map<?, ?> map) {
          checkObject(at, map, schema);
        }
      }
      default -> throw new IllegalArgumentException("type " + type);
    }
  }

  private void checkObject(String at, Map<?, ?> value, Map<?, ?> schema) {
    if (schema.get("required") instanceof List<?> required) {
      for (var name : required) {
        require(value.containsKey(name), at, "lacks " + name);
      }
    }
    Map<?, ?> known = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
    value.forEach(
        (name, each) -> {
          if (known.get(name) instanceof Map<?, ?> inner) {
            check(at + "." + name, each, inner);
          } else if (schema.get("additionalProperties") instanceof Map<?, ?> inner) {
            check(at + "." + name, each, inner);
          } else {
            require(known.isEmpty(), at, "has " + name + ", which the document does not know");
          }
        });
  }

  private Map<?, ?> resolve(String reference) {
    Object found = document;
    for (String step : reference.substring(2).split("/", -1)) {
      found = Objects.requireNonNull(((Map<?, ?>) found).get(step), reference);
    }
    return (Map<?, ?>) found;
  }

  private void require(boolean holds, String at, String fault) {
    if (!holds) {
      faults.add(at + " " + fault);
    }
  }
}
