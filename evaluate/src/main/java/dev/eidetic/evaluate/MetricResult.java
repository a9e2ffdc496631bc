package dev.eidetic.evaluate;

/// One metric of one run.
///
/// @param label the metric's [Metric#label]
/// @param value mean over the queries where it is defined; NaN if there are none
/// @param perQuery the value of each query, NaN where undefined; shared, must not change
/// @param undefined how many queries were left out because nothing is relevant to them
/// @param truncated how many answers ended before the places that the metric looks at; for those
///   the value is a lower bound
/// @param interval of `value`, over queries
public record MetricResult(
    String label,
    double value,
    double[] perQuery,
    int undefined,
    int truncated,
    ConfidenceInterval interval) {}
