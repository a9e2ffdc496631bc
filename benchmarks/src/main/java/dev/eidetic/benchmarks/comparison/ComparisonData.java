package dev.eidetic.benchmarks.comparison;

import dev.eidetic.engine.bench.index.IndexBenchmark;
import dev.eidetic.engine.bench.index.VectorData;
import dev.eidetic.index.Metric;
import dev.eidetic.vectors.VectorSource;
import java.nio.file.Path;

/// What all contestants index and are asked.
///
/// @param baseFile `.fvecs`, for other programs to read
/// @param queriesFile `.fvecs`
/// @param buildThreads that each may build with
record ComparisonData(
    VectorData vectors, Metric metric, Path baseFile, Path queriesFile, int buildThreads) {

  VectorSource base() {
    return vectors.base();
  }

  VectorSource queries() {
    return vectors.queries();
  }

  /// Vectors as libraries want them that know cosines as inner products of unit vectors.
  VectorSource prepared(VectorSource source) {
    return metric == Metric.COSINE ? source.normalized() : source;
  }

  String metricWord() {
    return IndexBenchmark.word(metric);
  }
}
