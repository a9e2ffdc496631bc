/// Finds the index for a goal.
///
/// Read in this order: [TuningGoal] (what is wanted), [IndexTuner] (the way in), [TuningResult] and
/// [TuningPoint] (what was measured), `EffortLadder` (what is tried).
@NullMarked
package dev.eidetic.index.tune;

import org.jspecify.annotations.NullMarked;
