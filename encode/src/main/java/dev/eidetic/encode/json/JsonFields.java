package dev.eidetic.encode.json;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One JSON object of a settings file.
///
/// A field that is absent and one that is `null` are the same. Every failure is an `IOException`
/// whose message names the file, the field, the value and the rule.
public final class JsonFields {

  private static final int MAX_BYTES = 64 << 20;

  private final String place;
  private final Map<?, ?> values;

  private JsonFields(String place, Map<?, ?> values) {
    this.place = place;
    this.values = values;
  }

  /// Reads a whole file, which must hold one object and at most 64 MiB.
  public static JsonFields read(Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > MAX_BYTES) {
      throw new IOException(
          "%s is %d bytes; a settings file holds at most %d".formatted(file, bytes, MAX_BYTES));
    }
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /// Reads an object from bytes.
  ///
  /// @param place what messages call it
  public static JsonFields parse(String place, byte[] json) throws IOException {
    Object value;
    try {
      value = JSON.std.anyFrom(json);
    } catch (IOException | RuntimeException e) {
      throw new IOException("%s is not valid JSON: %s".formatted(place, firstLine(e)), e);
    }
    if (value instanceof Map<?, ?> map) {
      return new JsonFields(place, map);
    }
    throw new IOException("%s must hold one JSON object".formatted(place));
  }

  /// The file and the fields around this object, for messages.
  public String place() {
    return place;
  }

  public boolean has(String field) {
    return values.get(field) != null;
  }

  /// Refuses fields outside a set; a misspelt setting must not be ignored silently.
  public void allowOnly(Set<String> known) throws IOException {
    for (Object field : values.keySet()) {
      if (!known.contains(String.valueOf(field))) {
        throw new IOException(
            "%s: field \"%s\" is unknown; known: %s"
                .formatted(place, field, String.join(", ", known.stream().sorted().toList())));
      }
    }
  }

  public Optional<String> text(String field) throws IOException {
    Object value = values.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text) {
      return Optional.of(text);
    }
    throw wrong(field, "a text");
  }

  public Optional<Boolean> flag(String field) throws IOException {
    Object value = values.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Boolean flag) {
      return Optional.of(flag);
    }
    throw wrong(field, "true or false");
  }

  /// A whole number within limits, both included.
  public Optional<Integer> integer(String field, int min, int max) throws IOException {
    Object value = values.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number
        && !(value instanceof BigInteger)
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= min
        && number.doubleValue() <= max) {
      return Optional.of(number.intValue());
    }
    throw wrong(field, "a whole number from %d to %d".formatted(min, max));
  }

  /// A finite number.
  public Optional<Double> number(String field) throws IOException {
    Object value = values.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return Optional.of(number.doubleValue());
    }
    throw wrong(field, "a finite number");
  }

  /// Finite numbers, as many as the file has.
  public Optional<List<Double>> numbers(String field) throws IOException {
    Object value = values.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(field, "a list of numbers");
    }
    var numbers = new ArrayList<Double>(list.size());
    for (Object element : list) {
      if (!(element instanceof Number number) || !Double.isFinite(number.doubleValue())) {
        throw wrong(field, "a list of finite numbers");
      }
      numbers.add(number.doubleValue());
    }
    return Optional.of(List.copyOf(numbers));
  }

  /// True when the field is an object, rather than a number or text.
  public boolean isObject(String field) {
    return values.get(field) instanceof Map<?, ?>;
  }

  public Optional<JsonFields> object(String field) throws IOException {
    Object value = values.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map<?, ?> map) {
      return Optional.of(new JsonFields(nameOf(field), map));
    }
    throw wrong(field, "an object");
  }

  /// A list of objects.
  public Optional<List<JsonFields>> objects(String field) throws IOException {
    Object value = values.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(field, "a list of objects");
    }
    var objects = new ArrayList<JsonFields>();
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> map)) {
        throw wrong(field, "a list of objects");
      }
      objects.add(new JsonFields("%s[%d]".formatted(nameOf(field), objects.size()), map));
    }
    return Optional.of(objects);
  }

  /// Unwraps a field that must be there.
  public <T> T need(String field, Optional<T> value) throws IOException {
    if (value.isEmpty()) {
      throw new IOException("%s: field \"%s\" is missing".formatted(place, field));
    }
    return value.get();
  }

  /// The failure of one field, for rules that only the caller knows.
  public IOException wrong(String field, String rule) {
    String value = String.valueOf(values.get(field));
    String shown = value.length() > 80 ? value.substring(0, 80) + "…" : value;
    return new IOException(
        String.format(
            Locale.ROOT, "%s: field \"%s\" is %s; it must be %s", place, field, shown, rule));
  }

  private String nameOf(String field) {
    return place + ": " + field;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
