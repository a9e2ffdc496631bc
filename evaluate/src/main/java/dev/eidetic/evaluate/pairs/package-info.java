/// Metrics that judge scored pairs of images all together, whatever query they belong to: one
/// threshold must serve all.
///
/// Read in this order: [ScoredDecisions] (scores with right or wrong, in a fixed order),
/// [MicroAveragePrecision] (copy detection, recognition), [Verification] (same person or not;
/// normal or not).
@NullMarked
package dev.eidetic.evaluate.pairs;

import org.jspecify.annotations.NullMarked;
