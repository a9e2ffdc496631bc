package dev.eidetic.server.duplicates;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.engine.duplicates.DuplicateGroup;
import dev.eidetic.engine.duplicates.DuplicateReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the last search for copies found, beside the collection: a line of JSON on the search, then
/// one for each group, the largest first. Replaced as a whole by the next search.
public final class DuplicateFile {

  private static final String NAME = "duplicates.jsonl";

  private DuplicateFile() {}

  /// A copy as it was found.
  ///
  /// @param kind such as `near`
  /// @param of id of the item that it is like
  record Copy(String id, String kind, String of, String reason) {}

  /// @param keep id of the item worth keeping
  record Group(String keep, List<Copy> copies) {}

  /// Some groups of a search.
  ///
  /// @param search when it was and what it counted, as JSON
  /// @param next where the groups after these begin; empty if there are none
  record Page(Map<String, Object> search, List<Group> groups, Optional<Integer> next) {}

  /// @param collection its folder
  public static void write(Path collection, DuplicateReport report, Instant when)
      throws IOException {
    var part = collection.resolve(NAME + ".part");
    try (var out = Files.newBufferedWriter(part)) {
      var search = new LinkedHashMap<String, Object>();
      search.put("found", when.toString());
      search.put("items", report.items());
      search.put("copies", report.copies());
      search.put("groups", report.groups().size());
      search.put("unreadable", report.unreadable());
      out.write(JSON.std.asString(search) + "\n");
      for (var group : report.groups()) {
        out.write(JSON.std.asString(json(group)) + "\n");
      }
    }
    Files.move(
        part,
        collection.resolve(NAME),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private static Map<String, Object> json(DuplicateGroup group) {
    var copies = new ArrayList<Map<String, Object>>();
    for (var copy : group.copies()) {
      copies.add(
          Map.of(
              "id", copy.item().id(),
              "kind", copy.kind().label(),
              "of", copy.of(),
              "reason", copy.reason()));
    }
    return Map.of("keep", group.keeper().id(), "copies", copies);
  }

  /// @param collection its folder
  /// @param offset groups that are passed over
  /// @param count groups at most
  /// @return nothing if copies were never sought
  static Optional<Page> read(Path collection, int offset, int count) throws IOException {
    try (var in = Files.newBufferedReader(collection.resolve(NAME))) {
      var search = in.readLine();
      if (search == null) {
        return Optional.empty();
      }
      for (int i = 0; i < offset && in.readLine() != null; i++) {
        // passed over
      }
      var groups = new ArrayList<Group>();
      var next = Optional.<Integer>empty();
      for (var line = in.readLine(); line != null && next.isEmpty(); line = in.readLine()) {
        if (groups.size() == count) {
          next = Optional.of(offset + count);
        } else {
          groups.add(group(JSON.std.mapFrom(line)));
        }
      }
      return Optional.of(new Page(JSON.std.mapFrom(search), groups, next));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static Group group(Map<String, Object> json) throws IOException {
    var copies = new ArrayList<Copy>();
    if (json.get("copies") instanceof List<?> list) {
      for (var each : list) {
        if (each instanceof Map<?, ?> copy) {
          copies.add(
              new Copy(
                  String.valueOf(copy.get("id")),
                  String.valueOf(copy.get("kind")),
                  String.valueOf(copy.get("of")),
                  String.valueOf(copy.get("reason"))));
        }
      }
    }
    return new Group(String.valueOf(json.get("keep")), copies);
  }
}
