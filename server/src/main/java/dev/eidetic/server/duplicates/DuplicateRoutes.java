package dev.eidetic.server.duplicates;

import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.duplicates.NotCopies;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.server.collections.Catalogue;
import dev.eidetic.server.duplicates.DuplicateFile.Group;
import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.Route;
import dev.eidetic.server.images.ItemView;
import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies that a job has found, and the verdict that some are none.
public final class DuplicateRoutes {

  private static final int MOST_GROUPS = 200;
  private static final int MOST_OTHERS = 1_000;

  private final Catalogue catalogue;

  public DuplicateRoutes(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  public List<Route> routes() {
    String path = "/v1/collections/{collection}/duplicates";
    return List.of(
        new Route("GET", path, Access.READ, this::list),
        new Route("POST", path + "/verdicts", Access.WRITE, this::judge));
  }

  /// Groups as they were found, without what has been deleted or judged since; a group of which one
  /// picture is left is none any more.
  private Reply list(Call call) throws IOException {
    int offset = call.integer("offset", 0);
    int count = call.integer("count", 20);
    if (offset < 0 || count < 1 || count > MOST_GROUPS) {
      throw ProblemException.badRequest(
          "offset is %d and count %d; offset must be at least 0, count 1 to %d"
              .formatted(offset, count, MOST_GROUPS));
    }
    try (var use = catalogue.get(call.variable("collection")).use();
        var now = use.collection().snapshot()) {
      var folder = use.collection().folder();
      var page = DuplicateFile.read(folder, offset, count);
      var different = NotCopies.read(folder);
      var groups = new ArrayList<Map<String, Object>>();
      var json = new LinkedHashMap<String, Object>();
      json.put("groups", groups);
      if (page.isPresent()) { // copies have been sought
        for (var group : page.get().groups()) {
          json(group, now, different).ifPresent(groups::add);
        }
        json.put("search", page.get().search());
        page.get().next().ifPresent(next -> json.put("next", next));
      }
      return Reply.ok(json);
    }
  }

  private static Optional<Map<String, Object>> json(Group group, Snapshot now, NotCopies different)
      throws IOException {
    var left = new ArrayList<Item>();
    var shown = new ArrayList<Map<String, Object>>();
    var keeper = now.get(group.keep());
    if (keeper.isPresent()) {
      left.add(keeper.get());
      shown.add(ItemView.of(keeper.get()));
    }
    for (var copy : group.copies()) {
      var item = now.get(copy.id());
      if (item.isPresent()
          && left.stream().noneMatch(other -> areDifferent(different, item.get(), other))) {
        var json = ItemView.of(item.get());
        if (!left.isEmpty()) { // the first one is like nobody before it
          json.put("kind", copy.kind());
          json.put("of", copy.of());
          json.put("reason", copy.reason());
        }
        left.add(item.get());
        shown.add(json);
      }
    }
    return left.size() < 2 ? Optional.empty() : Optional.of(Map.of("images", shown));
  }

  private static boolean areDifferent(NotCopies different, Item one, Item other) {
    return different.has(sha256(one), sha256(other));
  }

  private static String sha256(Item item) {
    return item.display(BuiltInField.SHA256);
  }

  /// One picture is no copy of the others, whatever they look like: the next search keeps them
  /// apart.
  private Reply judge(Call call) throws IOException {
    var body = call.body().json();
    if (!(body.get("id") instanceof String id)
        || !(body.get("notCopyOf") instanceof List<?> others)
        || others.isEmpty()
        || others.size() > MOST_OTHERS
        || !others.stream().allMatch(String.class::isInstance)) {
      throw ProblemException.badRequest(
          "the body must be an object such as {\"id\": \"a.jpg\", \"notCopyOf\": [\"b.jpg\"]}, with 1 to %d others"
              .formatted(MOST_OTHERS));
    }
    try (var use = catalogue.get(call.variable("collection")).use();
        var now = use.collection().snapshot()) {
      String one = sha256(existing(now, id));
      var files = new ArrayList<String>();
      for (var other : others) {
        files.add(sha256(existing(now, (String) other)));
      }
      if (one.isEmpty() || files.contains("") || files.contains(one)) {
        throw ProblemException.unprocessable(
            "same-file", "\"%s\" and another are of one file, or a file is unknown".formatted(id));
      }
      NotCopies.add(use.collection().folder(), one, files);
      return Reply.empty(204);
    }
  }

  private static Item existing(Snapshot now, String id) throws IOException {
    var item = now.get(id);
    if (item.isEmpty()) {
      throw new NotFoundException(now.noSuchItem(id));
    }
    return item.get();
  }
}
