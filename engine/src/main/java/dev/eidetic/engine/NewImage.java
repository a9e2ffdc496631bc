package dev.eidetic.engine;

import dev.eidetic.engine.fields.FieldValue;
import java.util.Map;

/// An image on its way into a collection.
///
/// @param id what it shall be called
/// @param file the bytes of an image file; read during the call, never kept
/// @param path where it was read, for people and for opening it again; empty if nowhere
/// @param fields the user's own
public record NewImage(String id, byte[] file, String path, Map<String, FieldValue> fields) {

  public NewImage {
    fields = Map.copyOf(fields);
  }

  /// An image from memory without fields.
  public static NewImage of(String id, byte[] file) {
    return new NewImage(id, file, "", Map.of());
  }
}
