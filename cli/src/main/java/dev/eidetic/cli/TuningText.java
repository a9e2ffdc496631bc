package dev.eidetic.cli;

import dev.eidetic.engine.tuning.TunedSearch;
import dev.eidetic.engine.tuning.TuningStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells how a collection was tuned.
final class TuningText {

  private TuningText() {}

  /// One line for people.
  ///
  /// @param items that the collection has now
  static String line(TunedSearch tuned, long items) {
    String outgrown =
        tuned.isOutgrown((int) items)
            ? "; tuned for %,d items, tune again".formatted(tuned.items())
            : "";
    return String.format(
        Locale.ROOT,
        "recall %s: %.4f found with beam %d in %.2f ms%s",
        tuned.goal().recall(),
        tuned.step().recall(),
        tuned.step().effort().beam(),
        tuned.step().medianMillis(),
        outgrown);
  }

  /// The object for programs.
  static Map<String, Object> asJson(TunedSearch tuned, List<TuningStep> steps) {
    var json = new LinkedHashMap<String, Object>();
    json.put("recall_goal", tuned.goal().recall());
    tuned
        .goal()
        .latency()
        .ifPresent(latency -> json.put("latency_goal_ms", latency.toNanos() / 1e6));
    json.put("is_met", tuned.isMet());
    json.put("items", tuned.items());
    json.put("queries", tuned.queries());
    json.put("tuned", tuned.tuned().toString());
    json.put("chosen", asJson(tuned.step()));
    if (!steps.isEmpty()) {
      json.put("steps", steps.stream().map(TuningText::asJson).toList());
    }
    return json;
  }

  private static Map<String, Object> asJson(TuningStep step) {
    var json = new LinkedHashMap<String, Object>();
    json.put("beam", step.effort().beam());
    json.put("probes", step.effort().probes());
    json.put("recall", step.recall());
    json.put("surely", step.surely());
    json.put("median_ms", step.medianMillis());
    return json;
  }
}
