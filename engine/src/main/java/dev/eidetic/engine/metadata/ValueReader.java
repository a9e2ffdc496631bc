package dev.eidetic.engine.metadata;

import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the cell of a row as a value of a type.
///
/// Strings are split at `|` into several values. A number with a leading zero (an article code) is
/// no number.
final class ValueReader {

  private static final Pattern WHOLE = Pattern.compile("[+-]?(0|[1-9]\\d{0,17})");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(0|[1-9]\\d*)?(\\.\\d+)?([eE][+-]?\\d{1,3})?");

  private ValueReader() {}

  /// The value; empty if the cell is not of the type.
  static Optional<FieldValue> read(Object cell, FieldType type) {
    return switch (type) {
      case TEXT, KEYWORD -> strings(cell);
      case WHOLE -> whole(cell);
      case DECIMAL -> decimal(cell);
      case DATE -> Period.parse(text(cell)).map(period -> FieldValue.of(period.start()));
      case FLAG -> flag(cell);
      case PLACE -> place(cell);
    };
  }

  private static Optional<FieldValue> strings(Object cell) {
    List<String> all =
        cell instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : Arrays.stream(text(cell).split("\\|")).map(String::trim).toList();
    var values = all.stream().filter(value -> !value.isEmpty()).toList();
    return values.isEmpty() ? Optional.empty() : Optional.of(new FieldValue.Strings(values));
  }

  private static Optional<FieldValue> whole(Object cell) {
    return switch (cell) {
      case Integer number -> Optional.of(FieldValue.of(number.longValue()));
      case Long number -> Optional.of(FieldValue.of(number));
      case String string when WHOLE.matcher(string).matches() ->
          Optional.of(FieldValue.of(Long.parseLong(string)));
      default -> Optional.empty();
    };
  }

  private static Optional<FieldValue> decimal(Object cell) {
    double value =
        switch (cell) {
          case Number number -> number.doubleValue();
          case String string when !string.isEmpty() && DECIMAL.matcher(string).matches() ->
              parse(string);
          default -> Double.NaN;
        };
    return Double.isFinite(value) ? Optional.of(FieldValue.of(value)) : Optional.empty();
  }

  private static double parse(String string) {
    try {
      return Double.parseDouble(string);
    } catch (NumberFormatException _) { // such as a lone sign
      return Double.NaN;
    }
  }

  private static Optional<FieldValue> flag(Object cell) {
    return switch (text(cell).toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> Optional.of(FieldValue.of(true));
      case "false", "no" -> Optional.of(FieldValue.of(false));
      default -> Optional.empty();
    };
  }

  private static Optional<FieldValue> place(Object cell) {
    List<String> parts =
        cell instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : Arrays.asList(text(cell).trim().split("\\s*,\\s*"));
    if (parts.size() != 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new FieldValue.Place(
              Double.parseDouble(parts.getFirst()), Double.parseDouble(parts.getLast())));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String text(Object cell) {
    return String.valueOf(cell);
  }
}
