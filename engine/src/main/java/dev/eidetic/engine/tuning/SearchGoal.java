package dev.eidetic.engine.tuning;

import static dev.eidetic.vectors.Preconditions.require;

import java.time.Duration;
import java.util.Optional;

/// What searches of a collection shall reach.
///
/// @param recall least mean share of the ten true best hits that is found, above 0 and below 1
/// @param latency most time of a median search; empty for as long as it takes
public record SearchGoal(double recall, Optional<Duration> latency) {

  public SearchGoal {
    require(
        0 < recall && recall < 1,
        "recall is %s; it must be above 0 and below 1; for 1, search exactly",
        recall);
    require(
        latency.map(Duration::isPositive).orElse(true),
        "latency is %s; it must be positive",
        latency);
  }
}
