package dev.eidetic.evaluate;

/// Where the figure of a run would lie had other queries of the same kind been asked.
///
/// @param low lower end
/// @param high upper end
/// @param level share of such intervals that hold the true mean, such as 0.95
public record ConfidenceInterval(double low, double high, double level) {}
