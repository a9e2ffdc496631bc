package dev.eidetic.index.tune;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.SearchEffort;
import java.time.Duration;

/// One kind of index searched with one effort, as measured.
///
/// @param recall share of the true neighbours found, mean over the queries
/// @param recallError half of the 95 % confidence interval of `recall`, from the spread over
///   queries
/// @param medianLatency half of the searches took at most this long, on one thread
/// @param slowLatency 95 of 100 searches took at most this long
/// @param queriesPerSecond on one thread
/// @param memoryBytes of the index
/// @param buildTime training included
public record TuningPoint(
    IndexSpec spec,
    SearchEffort effort,
    double recall,
    double recallError,
    Duration medianLatency,
    Duration slowLatency,
    double queriesPerSecond,
    long memoryBytes,
    Duration buildTime) {

  boolean meets(TuningGoal goal) {
    return miss(goal) == 0;
  }

  /// How far it is from the goal, in shares of what is wanted, summed; 0 if it meets the goal.
  double miss(TuningGoal goal) {
    return Math.max(0, 1 - recall / goal.recall())
        + Math.max(0, (double) memoryBytes / goal.memoryBytes() - 1)
        + Math.max(0, (double) slowLatency.toNanos() / goal.latency().toNanos() - 1);
  }
}
