package dev.eidetic.rerank;

import java.time.Duration;
import java.util.Locale;

/// What became of a stage for one query.
///
/// @param stage as it is written in a cascade
/// @param outcome of it
/// @param wanted hits that it would look at without a budget
/// @param candidates hits that it looked at, or was to
/// @param time that it took
/// @param forecast that was made for `candidates` hits
public record StageReport(
    String stage, Outcome outcome, int wanted, int candidates, Duration time, Duration forecast) {

  /// How it went.
  public enum Outcome {
    /// It looked at all the hits it wanted.
    RAN,
    /// It looked at fewer hits, to keep the budget.
    SHORTENED,
    /// It was not begun: too little time was left, or there were too few hits.
    DROPPED,
    /// It was begun and given up when the budget was spent; the order before it stands.
    ABANDONED
  }

  /// For people.
  public String text() {
    return switch (outcome) {
      case RAN -> "%s: %d hits in %s".formatted(stage, candidates, millis(time));
      case SHORTENED ->
          "%s: shortened from %d to %d hits to keep the budget, %s"
              .formatted(stage, wanted, candidates, millis(time));
      case DROPPED ->
          wanted == 0
              ? "%s: dropped, there are too few hits".formatted(stage)
              : "%s: dropped, %s were foreseen for %d hits and less was left"
                  .formatted(stage, millis(forecast), candidates);
      case ABANDONED ->
          "%s: given up after %s, the budget being spent; the order before it stands"
              .formatted(stage, millis(time));
    };
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.2f ms", time.toNanos() / 1e6);
  }
}
