/// Measures ingest on this machine: [IngestBenchmark].
@NullMarked
package dev.eidetic.engine.bench;

import org.jspecify.annotations.NullMarked;
