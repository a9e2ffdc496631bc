package dev.eidetic.index.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What tuning found.
///
/// @param chosen the fastest that meets the goal, or what comes nearest to it; measured with
///   queries that had no part in choosing its effort
/// @param curve all that was measured on the way, in that order, with the queries that chose
/// @param skipped kinds that could not be built, with reasons
public record TuningResult(
    TuningGoal goal, TuningPoint chosen, List<TuningPoint> curve, List<String> skipped) {

  public TuningResult {
    curve = List.copyOf(curve);
    skipped = List.copyOf(skipped);
  }

  public boolean isMet() {
    return chosen.meets(goal);
  }

  /// By how much the best that was found misses the goal, in sentences; empty if it meets it.
  public List<String> misses() {
    var misses = new ArrayList<String>();
    if (chosen.recall() < goal.recall()) {
      misses.add(
          String.format(
              Locale.ROOT,
              "recall@%d is %.4f (± %.4f), %.4f below the goal of %.4f",
              goal.count(),
              chosen.recall(),
              chosen.recallError(),
              goal.recall() - chosen.recall(),
              goal.recall()));
    }
    if (chosen.memoryBytes() > goal.memoryBytes()) {
      misses.add(
          "memory is %d bytes, %d above the goal of %d"
              .formatted(
                  chosen.memoryBytes(),
                  chosen.memoryBytes() - goal.memoryBytes(),
                  goal.memoryBytes()));
    }
    if (chosen.slowLatency().compareTo(goal.latency()) > 0) {
      misses.add(
          "95 of 100 searches take up to %d µs, %d above the goal of %d"
              .formatted(
                  chosen.slowLatency().toNanos() / 1000,
                  chosen.slowLatency().minus(goal.latency()).toNanos() / 1000,
                  goal.latency().toNanos() / 1000));
    }
    return misses;
  }
}
