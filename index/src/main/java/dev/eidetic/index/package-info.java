/// Nearest-neighbour indexes in pure Java.
///
/// Read in this order: [IndexSpec] (which kinds there are), [Indexes] (making, loading, mapping),
/// [MutableIndex] and [VectorIndex] (what one can do with them), [Searcher], [SearchRequest] and
/// [SearchEffort] (asking). The kinds live in packages of their own; what all of them share (ids,
/// filters, locks, files) is in `core`.
@NullMarked
package dev.eidetic.index;

import org.jspecify.annotations.NullMarked;
