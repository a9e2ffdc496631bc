package dev.eidetic.index;

import dev.eidetic.index.core.GuardedIndex;
import dev.eidetic.index.core.Kind;
import dev.eidetic.index.flat.FlatKind;
import dev.eidetic.index.ivf.IvfKind;
import dev.eidetic.index.ivf.ListCodecs;

/// Makes indexes.
public final class Indexes {

  private Indexes() {}

  /// An empty index.
  ///
  /// @param dimension numbers per vector, 1 to 4096
  public static MutableIndex create(
      IndexSpec spec, Metric metric, int dimension, BuildOptions options) {
    GuardedIndex.requireDimension(dimension);
    return new GuardedIndex(spec, metric, dimension, kind(spec, metric, dimension, options));
  }

  private static Kind kind(IndexSpec spec, Metric metric, int dimension, BuildOptions options) {
    return switch (spec) {
      case IndexSpec.Flat(VectorCode code) when code.equals(VectorCode.FLOAT32) ->
          FlatKind.empty(metric, dimension);
      case IndexSpec.Flat(VectorCode code) when code instanceof VectorCode.RaBitQ ->
          IvfKind.empty(
              metric, dimension, 1, ListCodecs.trainer(code, true, metric, dimension), options);
      case IndexSpec.Ivf(int lists, VectorCode code, boolean residual, boolean spilled)
          when !spilled ->
          IvfKind.empty(
              metric,
              dimension,
              lists,
              ListCodecs.trainer(code, residual, metric, dimension),
              options);
      case IndexSpec.Flat _,
          IndexSpec.Ivf _,
          IndexSpec.Hnsw _,
          IndexSpec.QuantizedGraph _,
          IndexSpec.Transformed _,
          IndexSpec.Refined _ ->
          throw new IllegalArgumentException(
              "%s is not built for %d numbers with %s".formatted(spec, dimension, options));
    };
  }
}
