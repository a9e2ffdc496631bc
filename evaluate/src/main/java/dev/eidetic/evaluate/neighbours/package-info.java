/// Exact neighbours of many vectors in constant memory, for evaluation: everything against
/// everything, block by block, never a matrix of all pairs.
///
/// Read in this order: [dev.eidetic.vectors.VectorSource] (where vectors come from),
/// [BlockNeighbours] (the passes over the gallery), `StripScan` (one thread's part of a pass),
/// `TopKeys` (the best of one query), `RankCounts` (exact ranks without sorting), [NeighbourRecall]
/// (what share of the true neighbours an approximate index finds).
@NullMarked
package dev.eidetic.evaluate.neighbours;

import org.jspecify.annotations.NullMarked;
