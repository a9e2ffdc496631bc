package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.ConfidenceInterval;

/// A figure of a whole run, which is no mean over queries.
///
/// @param label as papers print it, such as `GAP`
/// @param value from 0 to 1
/// @param interval of it; both ends NaN where none was drawn
public record RunFigure(String label, double value, ConfidenceInterval interval) {}
