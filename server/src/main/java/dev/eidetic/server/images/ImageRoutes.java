package dev.eidetic.server.images;

import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.ListRequest;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.Schema;
import dev.eidetic.server.collections.Catalogue;
import dev.eidetic.server.collections.ServedCollection;
import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.RequestBody;
import dev.eidetic.server.http.Route;
import dev.eidetic.server.http.Workbench;
import dev.eidetic.server.images.ImageAdder.Added;
import dev.eidetic.server.images.ImageAdder.Outcome;
import dev.eidetic.server.images.ImageAdder.Refused;
import dev.eidetic.server.images.ImageAdder.Wanted;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.server.problems.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Images of a collection: add, list, show, change, delete.
public final class ImageRoutes {

  private static final int STANDARD_COUNT = 50;

  private final Catalogue catalogue;
  private final ImageAdder adder;

  /// @param isFetching true if images may be fetched from the web
  public ImageRoutes(
      Catalogue catalogue,
      Workbench workbench,
      ServerMetrics metrics,
      boolean isFetching,
      int maxImageBytes) {
    this.catalogue = catalogue;
    this.adder = new ImageAdder(workbench, metrics, isFetching, maxImageBytes);
  }

  public List<Route> routes() {
    String all = "/v1/collections/{collection}/images";
    String one = all + "/{id}";
    return List.of(
        new Route("GET", all, Access.READ, this::list),
        new Route("POST", all, Access.WRITE, this::add),
        new Route("GET", one, Access.READ, this::show),
        new Route("PATCH", one, Access.WRITE, this::update),
        new Route("DELETE", one, Access.WRITE, this::delete));
  }

  private Reply list(Call call) throws Exception {
    String order = call.parameter("order").orElse("-indexed");
    boolean isDescending = order.startsWith("-");
    var request =
        new ListRequest(
            call.parameter("where").orElse(""),
            isDescending ? order.substring(1) : order,
            isDescending,
            call.integer("offset", 0),
            call.integer("count", STANDARD_COUNT));
    try (var use = catalogue.get(call.variable("collection")).use();
        var now = use.collection().snapshot()) {
      var json = new LinkedHashMap<String, Object>();
      json.put("total", now.count(request.where()));
      json.put("images", now.list(request).stream().map(ItemView::of).toList());
      return Reply.ok(json);
    }
  }

  private Reply add(Call call) throws Exception {
    try (var use = catalogue.get(call.variable("collection")).use()) {
      return switch (call.body().mediaType()) {
        case "multipart/form-data" -> addParts(call, use);
        case "application/json" -> addFetched(call, use);
        default -> addWhole(call, use);
      };
    }
  }

  private Reply addWhole(Call call, ServedCollection.Use use) throws Exception {
    var fields = fields(use, call.parameter("fields"));
    var wanted = new Wanted(id(call), call.body().image(), fields, call.flag("replace"));
    return addOne(use, call, wanted);
  }

  private Reply addFetched(Call call, ServedCollection.Use use) throws Exception {
    var body = call.body().json();
    if (!(body.get("url") instanceof String address)) {
      throw ProblemException.badRequest("the body must be an object with a string \"url\"");
    }
    var id =
        body.get("id") instanceof String text && !text.isEmpty()
            ? Optional.of(text)
            : Optional.<String>empty();
    Map<?, ?> fields = body.get("fields") instanceof Map<?, ?> map ? map : Map.of();
    var wanted =
        new Wanted(
            id,
            adder.fetch(address),
            new FieldsReader(schema(use)).read(fields),
            call.flag("replace"));
    return addOne(use, call, wanted);
  }

  private static Schema schema(ServedCollection.Use use) throws Exception {
    try (var now = use.collection().snapshot()) {
      return now.schema();
    }
  }

  private static Optional<String> id(Call call) {
    return call.parameter("id").filter(text -> !text.isEmpty());
  }

  private Reply addOne(ServedCollection.Use use, Call call, Wanted wanted) throws Exception {
    var outcomes = new ArrayList<Outcome>();
    var one = List.of(wanted).iterator();
    addAndSave(use, outcomes, () -> one.hasNext() ? Optional.of(one.next()) : Optional.empty());
    return switch (outcomes.getFirst()) {
      case Added added ->
          Reply.json(added.replaced().isPresent() ? 200 : 201, added.json())
              .with("Location", location(call, added.item().id()));
      case Refused refused ->
          throw ProblemException.unprocessable(
              refused.reason().label().replace(' ', '-'), refused.message());
    };
  }

  private static String location(Call call, String id) {
    return "/v1/collections/%s/images/%s"
        .formatted(
            call.variable("collection"),
            URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /// Several files: a part `fields` says more of the files after it, up to the next one.
  private Reply addParts(Call call, ServedCollection.Use use) throws Exception {
    var parts = call.body().multipart();
    boolean replaces = call.flag("replace");
    var outcomes = new ArrayList<Outcome>();
    var fields = new ArrayList<Map<String, FieldValue>>(List.of(Map.of()));
    addAndSave(
        use,
        outcomes,
        () -> {
          for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            if (part.get().name().equals("fields") && part.get().fileName().isEmpty()) {
              var reader = new FieldsReader(schema(use));
              fields.set(0, reader.read(RequestBody.parse(part.get().content())));
            } else {
              var name = part.get().fileName().filter(text -> !text.isBlank());
              return Optional.of(
                  new Wanted(name, part.get().content(), fields.getFirst(), replaces));
            }
          }
          return Optional.empty();
        });
    if (outcomes.isEmpty()) {
      throw ProblemException.badRequest(
          "the body has no files; send each as a part with a filename");
    }
    return Reply.ok(Map.of("results", outcomes.stream().map(Outcome::json).toList()));
  }

  /// Hands out images until there are no more.
  private interface Source {
    Optional<Wanted> next() throws Exception;
  }

  /// What came before a failure is saved all the same, and the failure answered.
  private void addAndSave(ServedCollection.Use use, List<Outcome> outcomes, Source source)
      throws Exception {
    var failures = new ArrayList<Exception>();
    use.save(
        () -> {
          try {
            for (var next = source.next(); next.isPresent(); next = source.next()) {
              outcomes.add(adder.add(use, next.get()));
            }
          } catch (Exception e) {
            failures.add(e);
          }
        });
    for (var outcome : outcomes) {
      if (outcome instanceof Added added && added.replaced().isPresent()) {
        use.dropFile(added.replaced().get());
      }
    }
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  private Reply show(Call call) throws Exception {
    try (var use = catalogue.get(call.variable("collection")).use();
        var now = use.collection().snapshot()) {
      String id = call.variable("id");
      var item = now.get(id);
      if (item.isEmpty()) {
        throw new NotFoundException("item \"%s\" does not exist".formatted(id));
      }
      return Reply.ok(ItemView.of(item.get()));
    }
  }

  private Reply update(Call call) throws Exception {
    if (!(call.body().json().get("fields") instanceof Map<?, ?> fields)) {
      throw ProblemException.badRequest("the body must be an object with an object \"fields\"");
    }
    try (var use = catalogue.get(call.variable("collection")).use()) {
      var values = new FieldsReader(schema(use)).read(fields);
      var updated = new ArrayList<Item>();
      String id = call.variable("id");
      synchronized (use.lockOf(id)) {
        use.save(() -> updated.add(use.collection().update(id, values)));
      }
      return Reply.ok(ItemView.of(updated.getFirst()));
    }
  }

  private Reply delete(Call call) throws Exception {
    try (var use = catalogue.get(call.variable("collection")).use()) {
      String id = call.variable("id");
      synchronized (use.lockOf(id)) {
        var item = use.collection().get(id);
        if (item.isEmpty()) {
          throw new NotFoundException("item \"%s\" does not exist".formatted(id));
        }
        use.save(() -> use.collection().delete(id));
        use.dropFile(item.get());
      }
      return Reply.empty(204);
    }
  }

  private static Map<String, FieldValue> fields(ServedCollection.Use use, Optional<String> json)
      throws Exception {
    return json.isEmpty()
        ? Map.of()
        : new FieldsReader(schema(use))
            .read(RequestBody.parse(json.get().getBytes(StandardCharsets.UTF_8)));
  }
}
