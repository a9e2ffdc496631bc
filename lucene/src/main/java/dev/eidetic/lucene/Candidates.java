package dev.eidetic.lucene;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorTransform;
import dev.eidetic.lucene.SegmentReport.Way;

/// What is asked of each kind of index, and what it does.
final class Candidates {

  /// Numbers of bytes and better err in the third place: only near neighbours change places.
  private static final double FINE = 1.25;

  private static final double COARSE = 4;
  private static final int AT_LEAST_MORE = 4;
  private static final int MOST = Integer.MAX_VALUE - 8;

  private Candidates() {}

  /// How many candidates are scored by their raw vectors.
  ///
  /// @param count how many hits are wanted
  static int wanted(IndexSpec spec, int count) {
    double factor = isFine(spec) ? FINE : COARSE;
    return (int) Math.min(MOST, Math.max(count * factor, count + (double) AT_LEAST_MORE));
  }

  private static boolean isFine(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.QuantizedGraph _, IndexSpec.Refined _ -> true;
      case IndexSpec.Flat(var code) -> isFine(code);
      case IndexSpec.Ivf ivf -> isFine(ivf.code());
      case IndexSpec.Hnsw hnsw -> isFine(hnsw.code());
      case IndexSpec.Transformed(VectorTransform.PrincipalComponents _, _) -> false;
      case IndexSpec.Transformed(_, var base) -> isFine(base);
    };
  }

  private static boolean isFine(VectorCode code) {
    return code instanceof VectorCode.Numbers;
  }

  static Way way(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.QuantizedGraph _, IndexSpec.Hnsw _ -> Way.WALK;
      case IndexSpec.Ivf _ -> Way.LISTS;
      case IndexSpec.Flat _ -> Way.CODES;
      case IndexSpec.Refined(var base, _) -> way(base);
      case IndexSpec.Transformed(_, var base) -> way(base);
    };
  }
}
