package dev.eidetic.index.tune;

import static dev.eidetic.vectors.Preconditions.require;

import java.time.Duration;

/// What an index must achieve.
///
/// @param count how many neighbours a search asks for (k), at least 1
/// @param recall least share of the true neighbours found on average, more than 0, at most 1
/// @param memoryBytes most bytes that the index may take; `Long.MAX_VALUE` for any number
/// @param latency longest that 95 of 100 searches on one thread may take; [#ANY_LATENCY] for any
public record TuningGoal(int count, double recall, long memoryBytes, Duration latency) {

  public static final Duration ANY_LATENCY = Duration.ofNanos(Long.MAX_VALUE);

  public TuningGoal {
    require(count >= 1, "count is %d; it must be at least 1", count);
    require(0 < recall && recall <= 1, "recall is %s; it must be above 0, at most 1", recall);
    require(memoryBytes > 0, "memory is %d bytes; it must be more", memoryBytes);
    require(latency.isPositive(), "latency is %s; it must be more", latency);
  }

  public static TuningGoal recall(int count, double recall) {
    return new TuningGoal(count, recall, Long.MAX_VALUE, ANY_LATENCY);
  }

  public TuningGoal withinMemory(long bytes) {
    return new TuningGoal(count, recall, bytes, latency);
  }

  public TuningGoal within(Duration latency) {
    return new TuningGoal(count, recall, memoryBytes, latency);
  }
}
