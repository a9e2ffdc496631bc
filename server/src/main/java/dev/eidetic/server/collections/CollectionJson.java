package dev.eidetic.server.collections;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.summary.CollectionSummary;
import dev.eidetic.engine.summary.FieldSummary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Collections as JSON. Folders of the server are left out: they are no business of clients.
final class CollectionJson {

  private CollectionJson() {}

  static Map<String, Object> brief(ServedCollection served, Collection collection)
      throws IOException {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", served.name());
    try (var now = collection.snapshot()) {
      json.put("items", now.size());
    }
    json.put("created", collection.created().toString());
    json.put("space", space(collection.space()));
    json.put("deletable", served.isOurs());
    json.put("searchesText", false); // no encoder of this version reads text
    return json;
  }

  private static Map<String, Object> space(EmbeddingSpace space) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", space.name());
    json.put("dimension", space.dimension());
    json.put("sha256", space.sha256());
    return json;
  }

  static Map<String, Object> full(ServedCollection served, Collection collection)
      throws IOException {
    var summary = CollectionSummary.of(collection);
    var json = brief(served, collection);
    json.put("bytes", summary.bytes());
    summary.calibratedBy().ifPresent(field -> json.put("calibratedBy", field));
    var formats = new LinkedHashMap<String, Object>();
    summary
        .formats()
        .forEach((format, count) -> formats.put(format.name().toLowerCase(Locale.ROOT), count));
    json.put("formats", formats);
    json.put("fields", summary.fields().stream().map(CollectionJson::field).toList());
    var refused = new LinkedHashMap<String, Object>();
    summary
        .quarantine()
        .forEach(group -> refused.put(group.reason().label(), group.refusals().size()));
    json.put("quarantine", refused);
    return json;
  }

  private static Map<String, Object> field(FieldSummary field) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", field.name());
    json.put("type", field.type().label());
    json.put("builtIn", field.isBuiltIn());
    json.put("items", field.items());
    field
        .range()
        .ifPresent(
            range -> {
              json.put("least", range.least().display());
              json.put("greatest", range.greatest().display());
            });
    field
        .example()
        .filter(_ -> !field.name().equals("path"))
        .map(FieldValue::display)
        .ifPresent(example -> json.put("example", example));
    return json;
  }

  static Map<String, Object> refusal(Refusal refusal) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", refusal.id());
    json.put("reason", refusal.reason().label());
    json.put("message", refusal.message());
    json.put("when", refusal.when().toString());
    return json;
  }
}
