package dev.eidetic.engine.fields;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.EngineException.ConflictException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The names and types of a collection's fields, the built-in ones included.
///
/// @param own the user's fields by name; names start with a letter and go on with letters, digits,
///   `_` or `-`
public record Schema(SortedMap<String, FieldType> own) {

  /// No fields but the built-in ones.
  public static final Schema EMPTY = new Schema(new TreeMap<>());

  private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_-]*");

  public Schema {
    for (String name : own.keySet()) {
      requireName(name);
    }
    own = Collections.unmodifiableSortedMap(new TreeMap<>(own));
  }

  /// The type of a field, if the collection has it.
  public Optional<FieldType> type(String name) {
    return BuiltInField.of(name)
        .map(BuiltInField::type)
        .or(() -> Optional.ofNullable(own.get(name)));
  }

  /// The type of a field that the caller believes to exist.
  ///
  /// @throws IllegalArgumentException if it does not; the message says what may have been meant
  public FieldType requireType(String name) {
    return type(name)
        .orElseThrow(() -> new IllegalArgumentException(UnknownField.message(name, this)));
  }

  /// All names with their types.
  public SortedMap<String, FieldType> all() {
    var all = new TreeMap<>(own);
    for (var field : BuiltInField.values()) {
      all.put(field.label(), field.type());
    }
    return all;
  }

  /// This schema and more fields.
  ///
  /// @throws ConflictException if a name has another type here
  public Schema with(Map<String, FieldType> more) {
    var merged = new TreeMap<>(own);
    for (var entry : more.entrySet()) {
      String name = entry.getKey();
      var known = type(name).orElse(entry.getValue());
      if (known != entry.getValue()) {
        throw new ConflictException(
            "field \"%s\" is of type %s in this collection, of type %s in the new data; say --type %s=%s or rename the field"
                .formatted(name, known.label(), entry.getValue().label(), name, known.label()));
      }
      if (BuiltInField.of(name).isEmpty()) {
        merged.put(name, known);
      }
    }
    return new Schema(merged);
  }

  private static void requireName(String name) {
    require(
        NAME.matcher(name).matches(),
        "field name \"%s\" cannot be used; it must start with a letter and go on with letters, digits, _ or -",
        name);
    require(BuiltInField.of(name).isEmpty(), "field name \"%s\" is built in; choose another", name);
  }
}
