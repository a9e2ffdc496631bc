package dev.eidetic.engine.metadata;

import dev.eidetic.engine.fields.BuiltInField;

/// Column names as field names: what filters cannot spell becomes `_`, and a name that is built in
/// and not the user's to set gets `meta_` before it.
final class FieldNames {

  private FieldNames() {}

  static String of(String column) {
    String name =
        column.strip().replaceAll("[^\\p{L}\\p{N}_-]+", "_").replaceAll("^[_-]+|[_-]+$", "");
    if (name.isEmpty() || !Character.isLetter(name.codePointAt(0))) {
      name = "field_" + name;
    }
    boolean isTaken = BuiltInField.of(name).map(field -> !field.isReplaceable()).orElse(false);
    return isTaken ? "meta_" + name : name;
  }
}
