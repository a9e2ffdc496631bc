package dev.eidetic.engine;

import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.Schema;
import java.util.Map;
import java.util.TreeMap;

/// The types that a user's values ask of the schema.
final class FieldTypes {

  private FieldTypes() {}

  /// A known field keeps its type where the value fits it, so that an integer may enter a field of
  /// decimals and a string one of keywords.
  static Map<String, FieldType> of(Map<String, FieldValue> fields, Schema schema) {
    var types = new TreeMap<String, FieldType>();
    fields.forEach(
        (name, value) -> {
          var known = schema.type(name);
          boolean fits = known.isPresent() && fits(value, known.get());
          types.put(name, fits ? known.get() : natural(value));
        });
    return types;
  }

  private static boolean fits(FieldValue value, FieldType type) {
    return switch (value) {
      case FieldValue.Strings _ -> type == FieldType.TEXT || type == FieldType.KEYWORD;
      case FieldValue.Whole _ -> type == FieldType.WHOLE || type == FieldType.DECIMAL;
      case FieldValue.Decimal _, FieldValue.Date _, FieldValue.Flag _, FieldValue.Place _ ->
          type == natural(value);
    };
  }

  private static FieldType natural(FieldValue value) {
    return switch (value) {
      case FieldValue.Strings _ -> FieldType.TEXT;
      case FieldValue.Whole _ -> FieldType.WHOLE;
      case FieldValue.Decimal _ -> FieldType.DECIMAL;
      case FieldValue.Date _ -> FieldType.DATE;
      case FieldValue.Flag _ -> FieldType.FLAG;
      case FieldValue.Place _ -> FieldType.PLACE;
    };
  }
}
