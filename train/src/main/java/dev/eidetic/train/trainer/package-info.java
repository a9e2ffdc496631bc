/// The training itself: [TrainingSettings] (what decides it), [TrainingInputs] (pixels, labels,
/// teacher), [Trainer] (the loop), `Learner` (a step), `Checkpoint` (where it stands),
/// [TrainedModel] (what it gave).
@NullMarked
package dev.eidetic.train.trainer;

import org.jspecify.annotations.NullMarked;
