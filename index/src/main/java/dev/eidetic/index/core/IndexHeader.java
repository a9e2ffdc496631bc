package dev.eidetic.index.core;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;

/// What an index file says of itself.
record IndexHeader(IndexSpec spec, Metric metric, int dimension) {}
