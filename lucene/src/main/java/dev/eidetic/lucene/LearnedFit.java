package dev.eidetic.lucene;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.VectorCode;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;
import java.util.stream.IntStream;

/// Whether what an index learned from its vectors (centroids, code books, scales) still suits them
/// once others are added.
///
/// Centroids and codes place a vector by the examples near it. So the measure is how far, squared,
/// vectors lie from the nearest of a thousand that the index was made of: the added ones beside
/// others of its own. Learned from all, codes of the added ones would err about as little as those
/// of its own; learned without them, by about that ratio more.
final class LearnedFit {

  /// Mean error over all vectors may grow by this share before building anew is worth its time.
  private static final double MOST_GROWTH = 0.25;

  private static final int EXAMPLES = 1000;
  private static final int PROBES = 250;

  private LearnedFit() {}

  /// @param vectors of the merged segment
  static boolean holds(IndexSpec spec, Metric metric, VectorSource vectors, MergedBase base) {
    int[] added = base.missing(vectors.count());
    if (added.length == 0 || base.taken() < 2 || !learns(spec)) {
      return true;
    }
    int[] kept = base.kept();
    var examples = rows(vectors, metric, spread(everyOther(kept, 0), EXAMPLES));
    double own = meanNearest(rows(vectors, metric, spread(everyOther(kept, 1), PROBES)), examples);
    double others = meanNearest(rows(vectors, metric, spread(added, PROBES)), examples);
    double share = (double) added.length / vectors.count();
    return share * (others - own) <= MOST_GROWTH * own;
  }

  private static boolean learns(IndexSpec spec) {
    return switch (spec) {
      case IndexSpec.Flat(var code) -> learns(code);
      case IndexSpec.Hnsw hnsw -> learns(hnsw.code());
      case IndexSpec.QuantizedGraph graph -> graph.format() == NumberFormat.INT8;
      case IndexSpec.Ivf _, IndexSpec.Transformed _, IndexSpec.Refined _ -> true;
    };
  }

  private static boolean learns(VectorCode code) {
    return !(code instanceof VectorCode.Numbers(var format)) || format == NumberFormat.INT8;
  }

  private static int[] everyOther(int[] all, int first) {
    return IntStream.range(0, (all.length - first + 1) / 2).map(i -> all[2 * i + first]).toArray();
  }

  /// So many of all at equal steps, or all if there are fewer.
  private static int[] spread(int[] all, int count) {
    int taken = Math.min(count, all.length);
    var chosen = new int[taken];
    for (int i = 0; i < taken; i++) {
      chosen[i] = all[(int) ((long) i * all.length / taken)];
    }
    return chosen;
  }

  private static float[][] rows(VectorSource vectors, Metric metric, int[] ordinals) {
    var rows = new float[ordinals.length][vectors.dimension()];
    for (int i = 0; i < ordinals.length; i++) {
      vectors.copy(ordinals[i], 1, rows[i], 0);
      if (metric == Metric.COSINE) {
        float length = (float) Math.sqrt(Kernels.dot(rows[i], rows[i]));
        for (int j = 0; j < rows[i].length; j++) {
          rows[i][j] /= length;
        }
      }
    }
    return rows;
  }

  private static double meanNearest(float[][] probes, float[][] examples) {
    double sum = 0;
    for (var probe : probes) {
      float nearest = Float.POSITIVE_INFINITY;
      for (var example : examples) {
        nearest = Math.min(nearest, Kernels.squaredDistance(probe, example));
      }
      sum += nearest;
    }
    return sum / probes.length;
  }
}
