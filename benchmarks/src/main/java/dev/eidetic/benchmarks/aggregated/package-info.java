/// Retrieval by local features beside the implementation of its authors: [AggregatedComparison].
@NullMarked
package dev.eidetic.benchmarks.aggregated;

import org.jspecify.annotations.NullMarked;
