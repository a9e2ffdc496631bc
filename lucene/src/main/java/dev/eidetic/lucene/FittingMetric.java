package dev.eidetic.lucene;

import dev.eidetic.index.Metric;
import dev.eidetic.vectors.VectorSource;
import java.util.Optional;
import org.apache.lucene.index.VectorSimilarityFunction;

/// Which metric an index of the vectors of a segment has.
final class FittingMetric {

  private static final int ROWS_AT_ONCE = 256;

  /// Vectors whose squared lengths differ from 1 by no more count as unit vectors.
  private static final double UNIT_TOLERANCE = 1e-3;

  private FittingMetric() {}

  /// The metric that orders these vectors as the similarity does. Inner products of unit vectors
  /// are cosines, for which indexes are smaller and faster.
  ///
  /// @return empty if some vector cannot be indexed: it is not finite, too long to square, or has
  ///   no direction where directions are compared
  static Optional<Metric> of(VectorSimilarityFunction similarity, VectorSource vectors) {
    var lengths = Lengths.of(vectors);
    if (!Double.isFinite(lengths.most())) {
      return Optional.empty();
    }
    return switch (similarity) {
      case EUCLIDEAN -> Optional.of(Metric.EUCLIDEAN);
      case COSINE -> lengths.least() > 0 ? Optional.of(Metric.COSINE) : Optional.empty();
      case DOT_PRODUCT, MAXIMUM_INNER_PRODUCT ->
          Optional.of(lengths.areUnits() ? Metric.COSINE : Metric.INNER_PRODUCT);
    };
  }

  /// The least and greatest squared length.
  private record Lengths(double least, double most) {

    static Lengths of(VectorSource vectors) {
      int dimension = vectors.dimension();
      var rows = new float[Math.min(ROWS_AT_ONCE, vectors.count()) * dimension];
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      for (int first = 0; first < vectors.count(); first += ROWS_AT_ONCE) {
        int count = Math.min(ROWS_AT_ONCE, vectors.count() - first);
        vectors.copy(first, count, rows, 0);
        for (int i = 0; i < count; i++) {
          float square = 0; // as a float, because that is how indexes compute
          for (int j = i * dimension; j < (i + 1) * dimension; j++) {
            square += rows[j] * rows[j];
          }
          least = Math.min(least, square);
          most = Math.max(most, square);
        }
      }
      return new Lengths(least, most);
    }

    boolean areUnits() {
      return least >= 1 - UNIT_TOLERANCE && most <= 1 + UNIT_TOLERANCE;
    }
  }
}
