package dev.eidetic.server.images;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.export.FieldsJson;
import java.util.LinkedHashMap;
import java.util.Map;

/// An item as clients see it: id and fields. Where its file lies on the server is left out.
public final class ItemView {

  private ItemView() {}

  public static Map<String, Object> of(Item item) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", item.id());
    json.put("fields", FieldsJson.of(item));
    return json;
  }
}
