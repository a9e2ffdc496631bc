/// Search through a graph whose vertices keep short codes of their neighbours, so that one visit
/// scores all of them at once and only visited vectors are ever read.
///
/// Read in this order: [QuantizedGraphKind] (the front door), `GraphNodes` and `NodeLayout` (where
/// everything lies), `LinkCoder` and `QueryTables` (how a link is coded and scored), `GraphWalk`
/// (how a query walks), `GraphBuilder` with `LinkSelection` (how vectors are linked), `GraphRepair`
/// (what happens after deletions).
///
/// Sources: Gou et al., SymphonyQG, 2025, <https://arxiv.org/abs/2411.12229>, for codes relative to
/// the vertex that are scored with one table per query, and the walk by estimates; Gao and Long,
/// RaBitQ, 2024, <https://arxiv.org/abs/2405.12497>, for the codes; Subramanya et al., DiskANN,
/// 2019, for the selection of links in rounds; Singh et al., FreshDiskANN, 2021,
/// <https://arxiv.org/abs/2105.09613>, for repair after deletions.
@NullMarked
package dev.eidetic.index.graph;

import org.jspecify.annotations.NullMarked;
