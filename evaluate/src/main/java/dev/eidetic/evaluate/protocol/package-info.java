/// Protocols whose rules are more than a list of labels: Revisited Oxford and Paris, and how a
/// re-ranker may spend its budget.
///
/// Read in this order: [RevisitedTruth] (the published ground truth), [Difficulty] (Easy, Medium,
/// Hard), [RevisitedProtocol] (what is measured), [Reranker] and [JunkRule] (the paper's way and
/// the deployable way), [RevisitedResult].
///
/// Source: Radenović et al., Revisiting Oxford and Paris, 2018, <https://arxiv.org/abs/1803.11285>.
@NullMarked
package dev.eidetic.evaluate.protocol;

import org.jspecify.annotations.NullMarked;
