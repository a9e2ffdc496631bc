package dev.eidetic.server.search;

import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.query.Region;
import dev.eidetic.engine.reranking.RerankSettings;
import dev.eidetic.server.problems.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a search asks, as JSON says it.
///
/// @param terms what to go by
/// @param where a filter; empty for all
/// @param offset hits left out at the beginning
/// @param count hits at most
/// @param minScore least score
/// @param minProbability least probability of a match, 0 to 1
/// @param isExact true to score every vector
/// @param isExplained true to tell more of each hit and of the time it took
/// @param isLocal true to find by details instead of vectors
/// @param rerank how the first hits are put into a better order; empty to leave them
record SearchBody(
    List<Term> terms,
    String where,
    int offset,
    int count,
    float minScore,
    double minProbability,
    boolean isExact,
    boolean isExplained,
    boolean isLocal,
    Optional<RerankSettings> rerank) {

  /// Deeper pages than this are refused: nobody looks there, and each costs as much as all before.
  static final int MAX_DEPTH = 10_000;

  private static final int MAX_TERMS = 64;

  private static final Set<String> KNOWN_OF_EXAMPLES =
      Set.of("id", "upload", "vector", "text", "weight", "box");

  private static final Set<String> KNOWN =
      Set.of(
          "like",
          "unlike",
          "where",
          "offset",
          "count",
          "minScore",
          "minProbability",
          "exact",
          "explain",
          "local",
          "rerank",
          "candidates",
          "budgetMillis");

  /// One example.
  ///
  /// @param weight above 0 to resemble, below 0 to avoid
  /// @param region the part of its picture that counts; empty for all of it
  record Term(Source source, float weight, Optional<Region> region) {}

  /// What an example is.
  sealed interface Source {}

  record OfId(String id) implements Source {}

  record OfVector(float[] numbers) implements Source {}

  /// @param part name of the part of the body that holds the picture
  record OfUpload(String part) implements Source {}

  SearchBody {
    terms = List.copyOf(terms);
    if (terms.size() > MAX_TERMS) {
      throw ProblemException.badRequest(
          "the search has %d examples; it must have at most %d".formatted(terms.size(), MAX_TERMS));
    }
    if (offset < 0 || count < 1 || offset + (long) count > MAX_DEPTH) {
      throw ProblemException.badRequest(
          "offset is %d and count %d; offset must be at least 0, count at least 1, and their sum at most %d"
              .formatted(offset, count, MAX_DEPTH));
    }
  }

  /// Reads a JSON object.
  ///
  /// @throws ProblemException of status 400 if it says what no search has
  static SearchBody of(Map<String, Object> json) {
    for (String key : json.keySet()) {
      if (!KNOWN.contains(key)) {
        throw ProblemException.badRequest(
            "\"%s\" is unknown in a search; known: %s"
                .formatted(key, String.join(", ", KNOWN.stream().sorted().toList())));
      }
    }
    var terms = new ArrayList<Term>();
    addTerms(terms, json.get("like"), 1);
    addTerms(terms, json.get("unlike"), SearchRequest.UNLIKE_WEIGHT);
    return new SearchBody(
        terms,
        text(json, "where"),
        (int) number(json, "offset", 0),
        (int) number(json, "count", 10),
        (float) number(json, "minScore", -1),
        number(json, "minProbability", 0),
        flag(json, "exact"),
        flag(json, "explain"),
        flag(json, "local"),
        RerankReader.read(
            text(json, "rerank"),
            number(json, "candidates", RerankSettings.CANDIDATES),
            number(json, "budgetMillis", 0)));
  }

  private static void addTerms(List<Term> terms, @Nullable Object json, float sign) {
    if (json == null) {
      return;
    }
    if (!(json instanceof List<?> list)) {
      throw ProblemException.badRequest("\"like\" and \"unlike\" must be arrays of examples");
    }
    for (var each : list) {
      terms.add(term(each, sign));
    }
  }

  private static Term term(@Nullable Object json, float sign) {
    if (!(json instanceof Map<?, ?> map)) {
      throw ProblemException.badRequest(
          "an example must be an object such as {\"id\": \"a.jpg\"}, {\"upload\": \"part\"} or {\"vector\": [0.1, …]}");
    }
    for (var key : map.keySet()) {
      if (!KNOWN_OF_EXAMPLES.contains(String.valueOf(key))) {
        throw ProblemException.badRequest("\"%s\" is unknown in an example".formatted(key));
      }
    }
    double weight =
        switch (map.get("weight")) {
          case null -> 1;
          case Number given -> given.doubleValue();
          default -> throw ProblemException.badRequest("\"weight\" must be a number");
        };
    if (!(weight > 0) || !Double.isFinite(weight)) {
      throw ProblemException.badRequest(
          "weight is %s; it must be above 0, what is to be avoided stands in \"unlike\""
              .formatted(weight));
    }
    return new Term(source(map), (float) (sign * weight), region(map.get("box")));
  }

  private static Source source(Map<?, ?> map) {
    if (map.get("id") instanceof String id) {
      return new OfId(id);
    }
    if (map.get("upload") instanceof String part) {
      return new OfUpload(part);
    }
    if (map.get("vector") instanceof List<?> numbers) {
      return new OfVector(vector(numbers));
    }
    if (map.containsKey("text")) {
      throw ProblemException.unprocessable(
          "no-text",
          "the model of this collection reads no text; search its fields with \"where\" instead");
    }
    throw ProblemException.badRequest(
        "an example has no \"id\", \"upload\" or \"vector\"; it must have one of them");
  }

  private static float[] vector(List<?> numbers) {
    var vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      if (!(numbers.get(i) instanceof Number number) || !Float.isFinite(number.floatValue())) {
        throw ProblemException.badRequest(
            "element %d of a vector is %s; all must be finite numbers"
                .formatted(i, numbers.get(i)));
      }
      vector[i] = number.floatValue();
    }
    return vector;
  }

  private static Optional<Region> region(@Nullable Object json) {
    if (json == null) {
      return Optional.empty();
    }
    if (json instanceof List<?> list && list.stream().allMatch(each -> each instanceof Number)) {
      return Optional.of(
          region(list.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray()));
    }
    throw ProblemException.badRequest(
        "\"box\" must be an array of four numbers: x, y, width, height in fractions of the picture");
  }

  /// Reads `x,y,width,height`.
  static Region region(String text) {
    try {
      var parts = text.split(",", -1);
      var numbers = new double[parts.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Double.parseDouble(parts[i].strip());
      }
      return region(numbers);
    } catch (NumberFormatException _) {
      throw ProblemException.badRequest(
          "box is \"%s\"; it must be x,y,width,height in fractions of the picture".formatted(text));
    }
  }

  private static Region region(double[] numbers) {
    if (numbers.length != 4) {
      throw ProblemException.badRequest(
          "a box has %d numbers; it must have four: x, y, width, height".formatted(numbers.length));
    }
    return new Region(numbers[0], numbers[1], numbers[2], numbers[3]);
  }

  private static String text(Map<String, Object> json, String name) {
    return switch (json.get(name)) {
      case null -> "";
      case String text -> text;
      default -> throw ProblemException.badRequest("\"%s\" must be a string".formatted(name));
    };
  }

  private static boolean flag(Map<String, Object> json, String name) {
    return switch (json.get(name)) {
      case null -> false;
      case Boolean flag -> flag;
      default -> throw ProblemException.badRequest("\"%s\" must be true or false".formatted(name));
    };
  }

  private static double number(Map<String, Object> json, String name, double otherwise) {
    return switch (json.get(name)) {
      case null -> otherwise;
      case Number number -> number.doubleValue();
      default -> throw ProblemException.badRequest("\"%s\" must be a number".formatted(name));
    };
  }
}
