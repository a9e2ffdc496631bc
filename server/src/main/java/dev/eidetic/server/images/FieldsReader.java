package dev.eidetic.server.images;

import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.Period;
import dev.eidetic.engine.fields.Schema;
import dev.eidetic.server.problems.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads fields from JSON, as [dev.eidetic.engine.export.FieldsJson] writes them.
///
/// @param schema says which strings are dates
record FieldsReader(Schema schema) {

  /// @throws ProblemException of status 422 if a value is of no type that fields have
  Map<String, FieldValue> read(Map<?, ?> json) {
    var fields = new TreeMap<String, FieldValue>();
    json.forEach(
        (name, value) -> fields.put(String.valueOf(name), field(String.valueOf(name), value)));
    return fields;
  }

  private FieldValue field(String name, @Nullable Object value) {
    boolean isFixed =
        BuiltInField.of(name).isPresent()
            && !BuiltInField.of(name).filter(BuiltInField::isReplaceable).isPresent();
    if (isFixed) {
      throw wrong(name, "is built in and says what the file is; it cannot be set");
    }
    return value(value, schema.type(name))
        .orElseThrow(
            () ->
                wrong(
                    name,
                    "must be a string, an array of strings, a number, true, false, a date where the field is of dates, or {\"latitude\": …, \"longitude\": …}"));
  }

  private static Optional<FieldValue> value(@Nullable Object value, Optional<FieldType> type) {
    return switch (value) {
      case String text when type.filter(FieldType.DATE::equals).isPresent() ->
          Period.parse(text).map(period -> FieldValue.of(period.start()));
      case String text when !text.isBlank() -> Optional.of(FieldValue.of(text));
      case Boolean flag -> Optional.of(FieldValue.of(flag));
      case Integer number -> Optional.of(FieldValue.of(number.longValue()));
      case Long number -> Optional.of(FieldValue.of(number));
      case Double number when Double.isFinite(number) -> Optional.of(FieldValue.of(number));
      case List<?> list -> strings(list);
      case Map<?, ?> map -> place(map);
      case null, default -> Optional.empty();
    };
  }

  private static Optional<FieldValue> strings(List<?> list) {
    boolean areStrings = !list.isEmpty() && list.stream().allMatch(each -> each instanceof String);
    return areStrings
        ? Optional.of(new FieldValue.Strings(list.stream().map(String::valueOf).toList()))
        : Optional.empty();
  }

  private static Optional<FieldValue> place(Map<?, ?> map) {
    return map.get("latitude") instanceof Number latitude
            && map.get("longitude") instanceof Number longitude
        ? Optional.of(new FieldValue.Place(latitude.doubleValue(), longitude.doubleValue()))
        : Optional.empty();
  }

  private static ProblemException wrong(String name, String rule) {
    return ProblemException.unprocessable("bad-field", "field \"%s\" %s".formatted(name, rule));
  }
}
