/// Makes the vectors that indexes are compared on, from photographs: `java -cp …
/// dev.eidetic.benchmarks.data.BuildDataSets SHARED CACHE`.
///
/// Read in this order: [BuildDataSets] (the command), [Photographs] (which pictures are held out),
/// [SiftDataSet], [EmbeddingDataSet], [SyntheticDataSet] (one set each), [VectorFiles] (the bytes).
@NullMarked
package dev.eidetic.benchmarks.data;

import org.jspecify.annotations.NullMarked;
