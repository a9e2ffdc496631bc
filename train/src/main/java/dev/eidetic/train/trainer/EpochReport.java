package dev.eidetic.train.trainer;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// What an epoch brought.
///
/// @param epoch from 1 on
/// @param loss mean over its steps
/// @param rate learning rate of its last step
/// @param imagesPerSecond trained, validation left out
/// @param metrics on the validation images; empty without any
public record EpochReport(
    int epoch, double loss, double rate, double imagesPerSecond, Map<String, Double> metrics) {

  /// The metric by which the best epoch is chosen.
  public static final String CHOSEN_BY = "MAP@R";

  public EpochReport {
    require(epoch >= 1, "epoch is %d; epochs are counted from 1", epoch);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  public OptionalDouble metric(String label) {
    var value = metrics.get(label);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
