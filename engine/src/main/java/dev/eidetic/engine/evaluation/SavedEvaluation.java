package dev.eidetic.engine.evaluation;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.engine.sheet.SheetHit.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One model's part of a file that [EvaluationJson] made: what a comparison needs. The arrays must
/// not change.
///
/// @param model its name
/// @param root folder that paths start from
/// @param lists hash over queries, gallery and truth
/// @param queries path of each query
/// @param metrics values of each query by label, NaN where undefined; the headline setup
/// @param hits of each query
public record SavedEvaluation(
    String model,
    Path root,
    String lists,
    List<String> queries,
    Map<String, double[]> metrics,
    List<List<SavedHit>> hits) {

  /// One hit of a query.
  public record SavedHit(String image, Verdict verdict, float score) {}

  /// Reads the first model of a file, or the one of a name.
  ///
  /// @param model blank for the first
  /// @throws IOException if it is no such file, saying what is wrong with it
  public static SavedEvaluation read(Path file, String model) throws IOException {
    try {
      var json = JSON.std.mapFrom(Files.readString(file));
      if (!EvaluationJson.FORMAT.equals(json.get("format"))) {
        throw new IllegalArgumentException("format is not " + EvaluationJson.FORMAT);
      }
      return parse(json, model);
    } catch (com.fasterxml.jackson.core.JacksonException
        | java.nio.charset.CharacterCodingException e) {
      throw new IOException(
          file + ": it is no JSON; write one with: eidetic eval … --json FILE", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s: %s; write the file with: eidetic eval … --json FILE".formatted(file, e.getMessage()),
          e);
    }
  }

  private static SavedEvaluation parse(Map<String, Object> json, String wanted) {
    var models = list(json, "models").stream().map(SavedEvaluation::map).toList();
    var names = models.stream().map(model -> text(model, "name")).toList();
    int index = wanted.isBlank() ? 0 : names.indexOf(wanted);
    if (index < 0 || models.isEmpty()) {
      throw new IllegalArgumentException(
          "it has no model \"%s\"; there are %s".formatted(wanted, names));
    }
    var model = models.get(index);
    var queries = list(json, "queries").stream().map(String::valueOf).toList();
    var setups = list(model, "setups");
    if (setups.isEmpty()) {
      throw new IllegalArgumentException("setups are empty");
    }
    var metrics = new LinkedHashMap<String, double[]>();
    for (var entry : list(map(setups.getFirst()), "metrics")) {
      var metric = map(entry);
      metrics.put(text(metric, "label"), values(list(metric, "per_query")));
    }
    var hits = new ArrayList<List<SavedHit>>();
    for (var row : list(model, "hits")) {
      if (!(row instanceof List<?> entries)) {
        throw new IllegalArgumentException("hits are no list of lists");
      }
      hits.add(entries.stream().map(SavedEvaluation::hit).toList());
    }
    boolean isWhole =
        hits.size() == queries.size()
            && metrics.values().stream().allMatch(values -> values.length == queries.size());
    if (!isWhole) {
      throw new IllegalArgumentException("queries, values and hits are not as many");
    }
    return new SavedEvaluation(
        names.get(index),
        root(text(json, "root")),
        text(json, "lists_sha256"),
        queries,
        metrics,
        hits);
  }

  private static Path root(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("root \"%s\" is no path".formatted(text), e);
    }
  }

  private static SavedHit hit(@Nullable Object entry) {
    var hit = map(entry);
    float score = hit.get("score") instanceof Number number ? number.floatValue() : 0;
    return new SavedHit(
        text(hit, "image"),
        Verdict.valueOf(text(hit, "verdict")),
        Float.isFinite(score) ? score : 0);
  }

  private static double[] values(List<?> numbers) {
    var values = new double[numbers.size()];
    Arrays.setAll(
        values, i -> numbers.get(i) instanceof Number number ? number.doubleValue() : Double.NaN);
    return values;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("an object is expected, not " + value);
  }

  private static List<?> list(Map<?, ?> map, String name) {
    if (map.get(name) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("there is no list \"%s\"".formatted(name));
  }

  private static String text(Map<?, ?> map, String name) {
    if (map.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("there is no text \"%s\"".formatted(name));
  }
}
