/// Evaluations: models or rankings judged by ground truth, as numbers, JSON and pages.
///
/// Read in this order: [EvaluationPlan] (what is asked), [ModelEvaluation] (which encodes, searches
/// and judges), [ModelResult] (what came out), [EvaluationReport] (all results together, with
/// comparisons), [EvaluationJson] and [EvaluationPage] (how they are written), [SavedEvaluation]
/// and [EvaluationDiff] (what changed between two).
@NullMarked
package dev.eidetic.engine.evaluation;

import org.jspecify.annotations.NullMarked;
