package dev.eidetic.engine.tuning;

import dev.eidetic.index.SearchEffort;

/// What one effort was measured to reach.
///
/// @param recall mean share of the ten true best hits that was found, 0 to 1
/// @param error standard error of the recall
/// @param medianMillis time of a median search
public record TuningStep(SearchEffort effort, double recall, double error, double medianMillis) {

  /// One-sided, 95 %.
  private static final double DEVIATIONS = 1.645;

  /// What the recall is at least, in 19 of 20 such measurements.
  public double surely() {
    return recall - DEVIATIONS * error;
  }
}
