package dev.eidetic.server.search;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.evaluation.PlanarMap;
import dev.eidetic.server.collections.Catalogue;
import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.Route;
import dev.eidetic.server.http.Workbench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A collection on a plane: items that look alike lie near each other.
public final class MapRoutes {

  private final Catalogue catalogue;
  private final Workbench workbench;

  public MapRoutes(Catalogue catalogue, Workbench workbench) {
    this.catalogue = catalogue;
    this.workbench = workbench;
  }

  public List<Route> routes() {
    return List.of(new Route("GET", "/v1/collections/{collection}/map", Access.READ, this::map));
  }

  private Reply map(Call call) throws Exception {
    String where = call.parameter("where").orElse("");
    var field = call.parameter("field").filter(name -> !name.isBlank());
    try (var use = catalogue.get(call.variable("collection")).use();
        var now = use.collection().snapshot()) {
      field.ifPresent(name -> now.schema().requireType(name));
      var points = workbench.run(() -> points(now, where, field));
      var json = new LinkedHashMap<String, Object>();
      json.put("total", now.count(where));
      json.put("points", points);
      return Reply.ok(json);
    }
  }

  private static List<Map<String, Object>> points(
      Snapshot now, String where, Optional<String> field) throws IOException {
    var sample = new Sample(now.count(where));
    now.forEach(where, sample::take);
    if (sample.items.isEmpty()) {
      return List.of();
    }
    var map = PlanarMap.of(sample.vectors.toArray(float[][]::new));
    var points = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < map.ordinals().length; i++) {
      var item = sample.items.get(map.ordinals()[i]);
      var point = new LinkedHashMap<String, Object>();
      point.put("id", item.id());
      point.put("x", map.x()[i]);
      point.put("y", map.y()[i]);
      field.flatMap(item::field).ifPresent(value -> point.put("value", value.display()));
      points.add(point);
    }
    return points;
  }

  /// Every n-th item, so that few vectors of a large collection are in memory.
  private static final class Sample {

    private final List<Item> items = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final int step;
    private int seen;

    Sample(int count) {
      this.step = Math.max(1, Math.ceilDiv(count, PlanarMap.MOST_POINTS));
    }

    void take(Item item, float[] vector) {
      if (seen % step == 0) {
        items.add(item);
        vectors.add(vector);
      }
      seen++;
    }
  }
}
