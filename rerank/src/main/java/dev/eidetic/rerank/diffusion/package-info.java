/// Diffusion: similarity flows from the query along a graph of mutual neighbours, so that what lies
/// on the same manifold is found though it is far away in a straight line.
///
/// Read in this order: [MutualGraph] (the graph), [ConjugateGradients] (the solver),
/// [OnlineDiffusion] (over the hits of one query), [OfflineDiffusion] (prepared for a gallery).
@NullMarked
package dev.eidetic.rerank.diffusion;

import org.jspecify.annotations.NullMarked;
