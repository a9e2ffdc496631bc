/// Data sets as lists of images and what is right for them: any folder or CSV, and the benchmarks
/// of the field by name.
///
/// Read in this order: [LabelledImages] (images with labels and roles, of which truth is made),
/// [ImageFolders] and [ImageTable] (any folder, any CSV), [EvaluationTask] (what a benchmark asks),
/// [Benchmarks] (the named ones, each a [Benchmark] with a [Layout]), [BenchmarkCheck] (is the data
/// what it should be), [ClassOverlap], [ListFingerprint].
///
/// Image files are only listed here, never opened. Layouts and figures: `docs/protocols.md`.
@NullMarked
package dev.eidetic.evaluate.dataset;

import org.jspecify.annotations.NullMarked;
