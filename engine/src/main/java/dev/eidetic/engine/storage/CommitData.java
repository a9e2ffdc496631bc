package dev.eidetic.engine.storage;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.engine.EngineException.DamagedException;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.Schema;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a collection is, written with each Lucene commit and so never apart from its items.
///
/// @param space whose vectors it holds
/// @param schema of its fields
/// @param created when it was made
record CommitData(EmbeddingSpace space, Schema schema, Instant created) {

  private static final String FORMAT = "eidetic.format";
  private static final String SPACE_NAME = "eidetic.space.name";
  private static final String SPACE_DIMENSION = "eidetic.space.dimension";
  private static final String SPACE_SHA256 = "eidetic.space.sha256";
  private static final String FIELDS = "eidetic.fields";
  private static final String CREATED = "eidetic.created";

  /// Raised when older programs could no longer read what newer ones write.
  private static final String CURRENT_FORMAT = "1";

  CommitData with(Schema other) {
    return new CommitData(space, other, created);
  }

  Map<String, String> write() {
    var fields = new LinkedHashMap<String, String>();
    schema.own().forEach((name, type) -> fields.put(name, type.label()));
    try {
      return Map.of(
          FORMAT, CURRENT_FORMAT,
          SPACE_NAME, space.name(),
          SPACE_DIMENSION, Integer.toString(space.dimension()),
          SPACE_SHA256, space.sha256(),
          FIELDS, JSON.std.asString(fields),
          CREATED, created.toString());
    } catch (IOException e) {
      throw new IllegalStateException("the schema could not be written as JSON", e);
    }
  }

  static CommitData read(String place, Map<String, String> data) {
    String format = data.get(FORMAT);
    if (!CURRENT_FORMAT.equals(format)) {
      throw new DamagedException(
          format == null
              ? "%s holds a Lucene index that is not a collection".formatted(place)
              : "%s is a collection of format %s; this program reads format %s: use a newer one"
                  .formatted(place, format, CURRENT_FORMAT),
          null);
    }
    try {
      var types = new TreeMap<String, FieldType>();
      for (var entry : JSON.std.mapFrom(text(data, FIELDS)).entrySet()) {
        types.put(entry.getKey(), FieldType.ofLabel(String.valueOf(entry.getValue())));
      }
      return new CommitData(
          new EmbeddingSpace(
              text(data, SPACE_NAME),
              Integer.parseInt(text(data, SPACE_DIMENSION)),
              text(data, SPACE_SHA256)),
          new Schema(types),
          Instant.parse(text(data, CREATED)));
    } catch (IOException | RuntimeException e) {
      throw new DamagedException(
          "%s: what the collection says of itself is damaged".formatted(place), e);
    }
  }

  private static String text(Map<String, String> data, String key) {
    @Nullable String value = data.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
