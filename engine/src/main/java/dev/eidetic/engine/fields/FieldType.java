package dev.eidetic.engine.fields;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The type of a field; all values of a field in one collection share it.
public enum FieldType {
  /// One or more strings, found by their words; `NAME.exact` finds the whole string.
  TEXT,
  /// One or more strings, found whole or by wildcard: ids, paths, codes.
  KEYWORD,
  /// A 64-bit integer.
  WHOLE,
  /// A 64-bit floating-point number.
  DECIMAL,
  /// A moment in time, to the millisecond, UTC.
  DATE,
  /// True or false.
  FLAG,
  /// A place on earth, in degrees.
  PLACE;

  /// The name as users write it, such as `decimal`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The type with a label.
  ///
  /// @throws IllegalArgumentException naming all labels if there is none
  public static FieldType ofLabel(String label) {
    for (var type : values()) {
      if (type.label().equals(label.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "field type \"%s\" is unknown; known types: %s"
            .formatted(
                label,
                Arrays.stream(values()).map(FieldType::label).collect(Collectors.joining(", "))));
  }
}
