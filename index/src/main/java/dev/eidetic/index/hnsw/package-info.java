/// Approximate search over a hierarchical navigable small-world graph.
///
/// Read in this order: [HnswKind] (what there is, and what happens to it), `Graph` and `Links` (how
/// it lies in memory), `Walk` (how a query follows links: searching and building share it),
/// `Linker` and `Diversity` (how a vector is linked), `HnswSearcher` (plain, filtered and range
/// search), `Repair` and `Reachability` (how deleted vectors leave), [RowGraph] (the graph alone,
/// over rows that another kind keeps).
///
/// Source: Malkov and Yashunin, 2018, <https://arxiv.org/abs/1603.09320>. Our words for their
/// symbols: `maxLinks` is M, `buildBeam` is efConstruction, `beam` is ef, *level* is layer.
@NullMarked
package dev.eidetic.index.hnsw;

import org.jspecify.annotations.NullMarked;
