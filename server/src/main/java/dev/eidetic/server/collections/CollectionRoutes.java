package dev.eidetic.server.collections;

import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.ValueCount;
import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.Route;
import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Making, listing, describing and deleting collections.
public final class CollectionRoutes {

  private static final int MOST_VALUES = 1_000;

  private final Catalogue catalogue;
  private final Encoders encoders;

  public CollectionRoutes(Catalogue catalogue, Encoders encoders) {
    this.catalogue = catalogue;
    this.encoders = encoders;
  }

  public List<Route> routes() {
    String one = "/v1/collections/{collection}";
    return List.of(
        new Route("GET", "/v1/models", Access.READ, this::models),
        new Route("GET", "/v1/collections", Access.READ, this::list),
        new Route("POST", "/v1/collections", Access.ADMIN, this::create),
        new Route("GET", one, Access.READ, this::show),
        new Route("DELETE", one, Access.ADMIN, this::delete),
        new Route("GET", one + "/quarantine", Access.READ, this::quarantine),
        new Route("GET", one + "/values/{field}", Access.READ, this::values));
  }

  private Reply models(Call call) throws IOException {
    var names = new ArrayList<String>();
    names.add(Encoders.DEFAULT);
    names.add(Encoders.CLASSIC);
    encoders.store().list().forEach(model -> names.add(model.name()));
    return Reply.ok(Map.of("models", names));
  }

  private Reply list(Call call) throws IOException {
    var all = new ArrayList<Map<String, Object>>();
    for (var served : catalogue.all()) {
      try (var use = served.use()) {
        all.add(CollectionJson.brief(served, use.collection()));
      } catch (NotFoundException _) { // deleted meanwhile: as if it had never been there
      }
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("collections", all);
    json.put("canCreate", catalogue.isGrowing());
    return Reply.ok(json);
  }

  private Reply create(Call call) throws IOException {
    var body = call.body().json();
    if (!(body.get("name") instanceof String name)) {
      throw ProblemException.badRequest("the body must be an object with a string \"name\"");
    }
    var model =
        switch (body.get("model")) {
          case null -> Optional.<String>empty();
          case String reference -> Optional.of(knownModel(reference));
          default -> throw ProblemException.badRequest("\"model\" must be a string");
        };
    var served = catalogue.create(name, model);
    try (var use = served.use()) {
      return Reply.json(201, CollectionJson.brief(served, use.collection()))
          .with("Location", "/v1/collections/" + name);
    }
  }

  /// Only models of the store: a path would let clients look around on the server's disk.
  private String knownModel(String reference) throws IOException {
    boolean isKnown =
        Encoders.isBuiltIn(reference)
            || encoders.store().list().stream().anyMatch(model -> model.name().equals(reference));
    if (!isKnown) {
      throw ProblemException.unprocessable(
          "unknown-model",
          "model \"%s\" is not in the server's store; GET /v1/models lists those that are"
              .formatted(reference));
    }
    return reference;
  }

  private Reply show(Call call) throws IOException {
    var served = catalogue.get(call.variable("collection"));
    try (var use = served.use()) {
      return Reply.ok(CollectionJson.full(served, use.collection()));
    }
  }

  private Reply delete(Call call) throws IOException, InterruptedException {
    catalogue.delete(call.variable("collection"));
    return Reply.empty(204);
  }

  private Reply quarantine(Call call) throws IOException {
    try (var use = catalogue.get(call.variable("collection")).use();
        var now = use.collection().snapshot()) {
      var refusals =
          now.refusals().stream()
              .sorted(Comparator.comparing(Refusal::when).reversed())
              .limit(call.integer("count", MOST_VALUES))
              .map(CollectionJson::refusal)
              .toList();
      return Reply.ok(Map.of("refusals", refusals));
    }
  }

  private Reply values(Call call) throws IOException {
    int most = call.integer("count", 50);
    if (most < 1 || most > MOST_VALUES) {
      throw ProblemException.badRequest(
          "count is %d; it must be 1 to %d".formatted(most, MOST_VALUES));
    }
    try (var use = catalogue.get(call.variable("collection")).use();
        var now = use.collection().snapshot()) {
      String field = call.variable("field");
      var values = now.values(field, call.parameter("where").orElse(""), most);
      var json = new LinkedHashMap<String, Object>();
      json.put("field", field);
      json.put("values", values.stream().map(CollectionRoutes::json).toList());
      return Reply.ok(json);
    }
  }

  private static Map<String, Object> json(ValueCount count) {
    var json = new LinkedHashMap<String, Object>();
    json.put("value", count.value());
    json.put("items", count.items());
    return json;
  }
}
