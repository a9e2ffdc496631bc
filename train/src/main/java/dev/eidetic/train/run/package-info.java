/// A whole training from a recipe and a folder: [TrainingRun] (data, training, export, page),
/// [TrainingComparison] (losses side by side), [TeacherVectors], [TrainingPage] (the report).
@NullMarked
package dev.eidetic.train.run;

import org.jspecify.annotations.NullMarked;
