package dev.eidetic.server.jobs;

import dev.eidetic.engine.duplicates.CopyKind;
import dev.eidetic.engine.duplicates.KeeperPolicy;
import dev.eidetic.server.problems.ProblemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a job shall do with a collection.
public sealed interface JobOrder {

  String collection();

  /// Take in a folder of the server.
  ///
  /// @param folder absolute, below one that the operator allows
  /// @param prunes true to remove items whose files are gone
  record Ingest(String collection, Path folder, boolean prunes) implements JobOrder {}

  /// Describe the details of pictures, so that they are found by them.
  record Details(String collection) implements JobOrder {}

  /// Find copies.
  ///
  /// @param where a filter; empty for all
  /// @param kind what still counts as a copy
  /// @param keep which one of a group to keep
  record Duplicates(String collection, String where, CopyKind kind, KeeperPolicy keep)
      implements JobOrder {}

  /// As requests and notes name it.
  default String type() {
    return switch (this) {
      case Ingest _ -> "ingest";
      case Details _ -> "details";
      case Duplicates _ -> "duplicates";
    };
  }

  /// Reads what [#json] wrote, or a request says.
  ///
  /// @throws ProblemException of status 400 or 422 if it is no order
  static JobOrder of(String collection, Map<String, Object> json) {
    String type = text(json, "type", "ingest");
    return switch (type) {
      case "ingest" -> {
        if (!(json.get("folder") instanceof String folder)) {
          throw ProblemException.badRequest("the body must be an object with a string \"folder\"");
        }
        yield new Ingest(collection, path(folder), Boolean.TRUE.equals(json.get("prune")));
      }
      case "details" -> new Details(collection);
      case "duplicates" -> {
        try {
          yield new Duplicates(
              collection,
              text(json, "where", ""),
              CopyKind.of(text(json, "kind", CopyKind.EDITED.label())),
              KeeperPolicy.of(text(json, "keep", KeeperPolicy.LARGEST.label())));
        } catch (IllegalArgumentException e) {
          throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
      }
      default ->
          throw ProblemException.unprocessable(
              "unknown-type",
              "type is \"%s\"; it must be ingest, details or duplicates".formatted(type));
    };
  }

  private static Path path(String folder) {
    try {
      return Path.of(folder);
    } catch (InvalidPathException _) {
      throw AllowedFolders.refused(folder);
    }
  }

  private static String text(Map<String, Object> json, String name, String otherwise) {
    return switch (json.get(name)) {
      case null -> otherwise;
      case String text -> text;
      default -> throw ProblemException.badRequest("\"%s\" must be a string".formatted(name));
    };
  }

  /// The order as a request could give it.
  default Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("type", type());
    switch (this) {
      case Ingest(_, Path folder, boolean prunes) -> {
        json.put("folder", folder.toString());
        json.put("prune", prunes);
      }
      case Details _ -> {}
      case Duplicates(_, String where, CopyKind kind, KeeperPolicy keep) -> {
        json.put("where", where);
        json.put("kind", kind.label());
        json.put("keep", keep.label());
      }
    }
    return json;
  }
}
