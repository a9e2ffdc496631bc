/// Compares our indexes with those of others, by turns in one run.
///
/// Read in this order: [IndexComparison] (the command), [ComparisonPlan] (who takes part, with
/// which settings), [Contestant] (what each of them must do), then the contestants.
@NullMarked
package dev.eidetic.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
