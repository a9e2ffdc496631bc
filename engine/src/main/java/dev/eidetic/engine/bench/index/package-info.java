/// Measures indexes on anybody's vectors: recall against speed, build time and memory.
///
/// Read in this order: [VectorData] (base, queries and truth from files), [TrueNeighbours] (truth
/// where there is none), [IndexBenchmark] (the measurement), [EffortSweep] (which settings are
/// tried), [IndexMeasurement] and [RecallCurve] (what comes out), [RecallPlot] (its picture).
@NullMarked
package dev.eidetic.engine.bench.index;

import org.jspecify.annotations.NullMarked;
