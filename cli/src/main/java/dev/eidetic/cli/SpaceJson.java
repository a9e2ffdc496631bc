package dev.eidetic.cli;

import dev.eidetic.encode.EmbeddingSpace;
import java.util.LinkedHashMap;
import java.util.Map;

/// An embedding space for programs.
final class SpaceJson {

  private SpaceJson() {}

  static Map<String, Object> of(EmbeddingSpace space) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", space.name());
    json.put("dimension", space.dimension());
    json.put("sha256", space.sha256());
    return json;
  }
}
