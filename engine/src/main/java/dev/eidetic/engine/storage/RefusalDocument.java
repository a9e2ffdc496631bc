package dev.eidetic.engine.storage;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.engine.EngineException.DamagedException;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.Refusal.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;

/// One refused file as one Lucene document, apart from the items.
final class RefusalDocument {

  /// The key of a refusal.
  static final String REFUSED_ID = "_refused_id";

  private static final String REFUSAL = "_refusal";

  private RefusalDocument() {}

  static Document of(Refusal refusal) {
    var object = new LinkedHashMap<String, String>();
    object.put("id", refusal.id());
    object.put("path", refusal.path());
    object.put("root", refusal.root());
    object.put("reason", refusal.reason().name());
    object.put("message", refusal.message());
    object.put("when", refusal.when().toString());
    var document = new Document();
    document.add(new StringField(REFUSED_ID, refusal.id(), Store.NO));
    if (!refusal.root().isEmpty()) {
      document.add(new StringField(ItemDocument.ROOT, refusal.root(), Store.NO));
    }
    try {
      document.add(new StoredField(REFUSAL, JSON.std.asString(object)));
    } catch (IOException e) {
      throw new IllegalStateException("a refusal could not be written as JSON", e);
    }
    return document;
  }

  static Refusal read(Document document) {
    String json = document.get(REFUSAL);
    try {
      var object = JSON.std.mapFrom(json);
      return new Refusal(
          String.valueOf(object.get("id")),
          String.valueOf(object.get("path")),
          String.valueOf(object.get("root")),
          Reason.valueOf(String.valueOf(object.get("reason"))),
          String.valueOf(object.get("message")),
          Instant.parse(String.valueOf(object.get("when"))));
    } catch (IOException | RuntimeException e) {
      throw new DamagedException("a stored refusal cannot be read: " + json, e);
    }
  }
}
