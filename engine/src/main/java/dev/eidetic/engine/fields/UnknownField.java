package dev.eidetic.engine.fields;

/// What is said when a field does not exist.
final class UnknownField {

  private UnknownField() {}

  static String message(String name, Schema schema) {
    var known = schema.all().keySet();
    String suggestion =
        NearNames.nearest(name, known)
            .map(near -> "; did you mean \"%s\"?".formatted(near))
            .orElse(".");
    return "field \"%s\" is unknown%s Known: %s"
        .formatted(name, suggestion, String.join(", ", known));
  }
}
