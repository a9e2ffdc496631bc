/// How probable it is that a hit is a match: scores are compared with what each query finds among
/// vectors of the collection that are no match, and what that means is learned from labels.
///
/// Read in this order: [MatchModel] (what is known), [MatchCurve] (what it says of one query),
/// [MatchModelLearner] (how it is learned), [MatchReport] (how well it does).
@NullMarked
package dev.eidetic.engine.relevance;

import org.jspecify.annotations.NullMarked;
