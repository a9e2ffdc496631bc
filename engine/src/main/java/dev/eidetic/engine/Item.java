package dev.eidetic.engine;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldValue;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a collection stores of one image, its vector apart.
///
/// @param id unique in the collection, chosen by whoever adds the image; never empty
/// @param path where the image was read: an absolute path or a URL; empty if it came from memory
/// @param root the folder that was indexed when it was found; empty if it was added singly
/// @param fields the built-in ones but `id` and `path`, and the user's, by name
public record Item(String id, String path, String root, SortedMap<String, FieldValue> fields) {

  /// The longest id, in UTF-8 bytes.
  public static final int MAX_ID_BYTES = 4096;

  public Item {
    require(!id.isEmpty(), "the id of an item is empty");
    int bytes = id.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    require(
        bytes <= MAX_ID_BYTES, "an id has %d bytes; it must have at most %d", bytes, MAX_ID_BYTES);
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /// An item from memory.
  public static Item of(String id, Map<String, FieldValue> fields) {
    return new Item(id, "", "", new TreeMap<>(fields));
  }

  /// A field's value, if it has one.
  public Optional<FieldValue> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// A built-in integer such as `bytes`, if known.
  public Optional<Long> whole(BuiltInField field) {
    return fields.get(field.label()) instanceof FieldValue.Whole(long value)
        ? Optional.of(value)
        : Optional.empty();
  }

  /// A field as tables show it; empty if it has none.
  public String display(BuiltInField field) {
    return field(field.label()).map(FieldValue::display).orElse("");
  }

  /// The same item with some fields replaced or added.
  public Item with(Map<String, FieldValue> more) {
    var merged = new TreeMap<>(fields);
    merged.putAll(more);
    return new Item(id, path, root, merged);
  }
}
