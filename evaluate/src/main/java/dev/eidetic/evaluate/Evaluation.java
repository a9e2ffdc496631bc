package dev.eidetic.evaluate;

import java.util.List;
import java.util.stream.Collectors;

/// What a run scored.
///
/// @param queries how many were asked
/// @param withoutRelevant how many of them have nothing to find, and are left out of all means
/// @param results one per metric, in the order asked for
public record Evaluation(int queries, int withoutRelevant, List<MetricResult> results) {

  public Evaluation {
    results = List.copyOf(results);
  }

  /// @throws IllegalArgumentException if the metric was not asked for
  public MetricResult result(Metric metric) {
    return results.stream()
        .filter(result -> result.label().equals(metric.label()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "metric %s was not evaluated; there are %s"
                        .formatted(
                            metric.label(),
                            results.stream()
                                .map(MetricResult::label)
                                .collect(Collectors.joining(", ")))));
  }
}
