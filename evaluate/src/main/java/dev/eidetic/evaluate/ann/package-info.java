/// Approximate nearest neighbours: the data of ann-benchmarks and TEXMEX in, results in
/// ann-benchmarks' manner out.
///
/// Read in this order: [AnnDataset] (HDF5), [TexmexFiles] (`.ivecs`, `.bvecs`; `.fvecs` and `.npy`
/// are read by [dev.eidetic.vectors.MappedVectors]), [AnnResult] and [AnnResultLog], [Latencies].
///
/// Source: Aumüller et al., 2020, <https://arxiv.org/abs/1807.05614>.
@NullMarked
package dev.eidetic.evaluate.ann;

import org.jspecify.annotations.NullMarked;
