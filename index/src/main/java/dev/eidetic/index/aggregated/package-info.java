/// Retrieval of images by their local descriptors alone, without a global vector:
/// [AggregatedIndex].
@NullMarked
package dev.eidetic.index.aggregated;

import org.jspecify.annotations.NullMarked;
