package dev.eidetic.index.graph;

import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.vectors.ElementType;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;

/// What vectors say about how to store them.
///
/// @param areWhole whether all numbers are whole and from 0 to 255, so that bytes hold them exactly
/// @param centre mean, with 0 for an extra coordinate
@SuppressWarnings("ArrayRecordComponent") // never compared
record GraphTraits(
    Geometry geometry, NumberFormat wanted, boolean areWhole, float[] centre, RowScale byteScale) {

  /// The least factor of bytes: neither its square nor those of usual numbers divided by it are
  /// beyond what floats hold.
  private static final float LEAST_FACTOR = 0x1p-56f;

  static GraphTraits of(VectorSource vectors, Metric metric, NumberFormat wanted) {
    int dimension = vectors.dimension();
    var vector = new float[dimension];
    var sums = new double[dimension];
    var least = new float[dimension];
    var most = new float[dimension];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(most, Float.NEGATIVE_INFINITY);
    boolean areWhole = true;
    float limit = 0;
    for (int i = 0; i < vectors.count(); i++) {
      vectors.copy(i, 1, vector, 0);
      limit = Math.max(limit, Kernels.dot(vector, vector));
      areWhole = areWhole && isWhole(vector);
      for (int j = 0; j < dimension; j++) {
        sums[j] += vector[j];
        least[j] = Math.min(least[j], vector[j]);
        most[j] = Math.max(most[j], vector[j]);
      }
    }
    var geometry = new Geometry(metric, dimension, limit);
    var centre = new float[geometry.extended()];
    for (int j = 0; j < dimension; j++) {
      centre[j] = (float) (sums[j] / vectors.count());
    }
    return new GraphTraits(geometry, wanted, areWhole, centre, byteScale(least, most));
  }

  private static boolean isWhole(float[] vector) {
    for (float x : vector) {
      if (!(x >= 0 && x <= 255 && x == (int) x)) {
        return false;
      }
    }
    return true;
  }

  /// The widest coordinate takes all 256 values. Vectors that are all equal say nothing of how far
  /// others will lie from them, but those will hardly have larger numbers.
  private static RowScale byteScale(float[] least, float[] most) {
    float width = 0;
    float magnitude = 0;
    var offsets = new float[least.length];
    for (int j = 0; j < offsets.length; j++) {
      width = Math.max(width, most[j] - least[j]);
      magnitude = Math.max(magnitude, Math.abs(most[j]));
      offsets[j] = (least[j] + most[j]) / 2;
    }
    if (width > 0) {
      return new RowScale(Math.max(width / 255, LEAST_FACTOR), offsets);
    }
    float factor = magnitude > 0 ? Math.max(magnitude / 127, LEAST_FACTOR) : 1f / 127;
    return new RowScale(factor, new float[least.length]);
  }

  ElementType type() {
    return switch (wanted) {
      case FLOAT32 -> areWhole ? ElementType.INT8 : ElementType.FLOAT32;
      case FLOAT16 -> areWhole ? ElementType.INT8 : ElementType.FLOAT16;
      case BFLOAT16 -> ElementType.BFLOAT16;
      case INT8 -> ElementType.INT8;
    };
  }

  RowScale scale() {
    int dimension = geometry.dimension();
    if (type() != ElementType.INT8) {
      return RowScale.none(dimension);
    }
    return areWhole && wanted != NumberFormat.INT8 ? RowScale.wholeNumbers(dimension) : byteScale;
  }
}
