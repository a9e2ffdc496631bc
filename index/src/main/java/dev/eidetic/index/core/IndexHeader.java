package dev.eidetic.index.core;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;

/// What an index file says of itself.
///
/// @param dimension numbers per vector, 1 to 4096
public record IndexHeader(IndexSpec spec, Metric metric, int dimension) {}
