/// Rankings and their truth in, numbers out. This package knows no images, vectors or engines.
///
/// Read in this order: [Relevance] and [GroundTruth] (what is right), [Rankings] (what a system
/// answered), [Judgement] (where the right ones lie in one answer; all that any metric here looks
/// at), [Metric] (the family of definitions), [Evaluator] and [Evaluation] (metrics with confidence
/// intervals), [PairedComparison] (whether two runs differ).
///
/// Everywhere in this module images are *ordinals*, whole numbers from 0: queries among queries,
/// gallery items among the gallery. Ranks count from 0 too. Greater scores are closer; equal scores
/// are ranked by lower ordinal.
@NullMarked
package dev.eidetic.evaluate;

import org.jspecify.annotations.NullMarked;
