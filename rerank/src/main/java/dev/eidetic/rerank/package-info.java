/// Re-ranking: stages that put the first list of hits into a better order, and say why.
///
/// Read in this order: [Gallery] (what is searched), [Candidates] (a query and its hits, best
/// first), [Stage] (one way to improve them), [StageSpec] (the stages that can be written down),
/// [CascadeSpec] (several in a row, as text), [Cascade] (which runs them within a time budget).
///
/// The stages: `expansion` changes the query or the stored vectors, `neighbourhood` looks at how
/// the hits lie to each other, `diffusion` lets similarity flow along a graph of neighbours.
@NullMarked
package dev.eidetic.rerank;

import org.jspecify.annotations.NullMarked;
