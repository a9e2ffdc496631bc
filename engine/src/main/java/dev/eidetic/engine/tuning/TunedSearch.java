package dev.eidetic.engine.tuning;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.engine.storage.Generation;
import dev.eidetic.engine.storage.WholeFile;
import dev.eidetic.index.SearchEffort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How hard a collection's searches try, and how that was found: a file beside its index. Its
/// searches go by it unless they are told otherwise.
///
/// @param goal that was asked for
/// @param step what was measured with the effort that was chosen
/// @param queries that it was measured by
/// @param items that the collection had then
/// @param tuned when it was
public record TunedSearch(SearchGoal goal, TuningStep step, int queries, int items, Instant tuned) {

  /// Below a collection's folder, of its first generation.
  public static final String NAME = "search-goal.json";

  private static final int FORMAT = 1;

  /// With so much more or less than it was tuned for, a collection may need another effort.
  private static final double MUCH = 1.5;

  /// Whether the goal was reached.
  public boolean isMet() {
    return step.surely() >= goal.recall()
        && goal.latency().map(most -> step.medianMillis() <= most.toNanos() / 1e6).orElse(true);
  }

  /// Whether a collection has changed so much that it should be tuned again.
  ///
  /// @param now items that it has
  public boolean isOutgrown(int now) {
    return now > MUCH * items || items > MUCH * now;
  }

  /// Replaces what is there in one step.
  public void write(Path collection) throws IOException {
    var json = new LinkedHashMap<String, Object>();
    json.put("format", FORMAT);
    json.put("recall", goal.recall());
    goal.latency().ifPresent(latency -> json.put("latencyNanos", latency.toNanos()));
    json.put("beam", step.effort().beam());
    json.put("probes", step.effort().probes());
    json.put("refineFactor", step.effort().refineFactor());
    json.put("measuredRecall", step.recall());
    json.put("standardError", step.error());
    json.put("medianMillis", step.medianMillis());
    json.put("queries", queries);
    json.put("items", items);
    json.put("tuned", tuned.toString());
    WholeFile.write(file(collection), JSON.std.asString(json));
  }

  static Path file(Path collection) throws IOException {
    return Generation.current(collection).file(collection, NAME);
  }

  /// @return false if there was none
  public static boolean remove(Path collection) throws IOException {
    return Files.deleteIfExists(file(collection));
  }

  /// @return empty if the collection was not tuned
  /// @throws IOException if it is damaged; the message says how to mend that
  public static Optional<TunedSearch> read(Path collection) throws IOException {
    var file = file(collection);
    try {
      return Optional.of(of(JSON.std.mapFrom(Files.readString(file))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      throw new IOException(
          "%s is damaged (%s); tune again: eidetic tune --recall R, or delete it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static TunedSearch of(Map<String, Object> json) {
    if (number(json, "format") != FORMAT) {
      throw new IllegalArgumentException("format is not %d".formatted(FORMAT));
    }
    var latency =
        json.containsKey("latencyNanos")
            ? Optional.of(Duration.ofNanos((long) number(json, "latencyNanos")))
            : Optional.<Duration>empty();
    var effort =
        new SearchEffort(
            (int) number(json, "beam"),
            (int) number(json, "probes"),
            (int) number(json, "refineFactor"));
    return new TunedSearch(
        new SearchGoal(number(json, "recall"), latency),
        new TuningStep(
            effort,
            number(json, "measuredRecall"),
            number(json, "standardError"),
            number(json, "medianMillis")),
        (int) number(json, "queries"),
        (int) number(json, "items"),
        Instant.parse(String.valueOf(json.get("tuned"))));
  }

  private static double number(Map<String, Object> json, String name) {
    if (json.get(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("%s is no number".formatted(name));
  }
}
