package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.MemorySegment;

/// Vectors of equal length, numbered from 0. Any number of threads may read at once.
public interface VectorSource {

  int count();

  /// Numbers per vector.
  int dimension();

  /// Copies consecutive vectors, one after the other.
  ///
  /// @param first ordinal of the first
  /// @param count how many
  /// @param target receives `count * dimension()` numbers from `offset` on
  void copy(int first, int count, float[] target, int offset);

  /// Vectors in memory, one array each; not copied.
  ///
  /// @throws IllegalArgumentException if their lengths differ
  static VectorSource of(float[][] rows) {
    int dimension = rows.length == 0 ? 0 : rows[0].length;
    for (int i = 0; i < rows.length; i++) {
      require(
          rows[i].length == dimension,
          "vector %d has %d numbers, vector 0 has %d; they must agree",
          i,
          rows[i].length,
          dimension);
    }
    return new RowsSource(rows, dimension);
  }

  /// Vectors in memory, one after the other in one array; not copied.
  static VectorSource of(float[] flat, int dimension) {
    require(dimension >= 1, "dimension is %d; it must be at least 1", dimension);
    require(
        flat.length % dimension == 0,
        "%d numbers are no whole number of vectors of %d",
        flat.length,
        dimension);
    return new FlatSource(flat, dimension);
  }

  /// Little-endian vectors in native or mapped memory, which must outlive the source.
  ///
  /// @param segment holds the vectors; the first begins at byte `start`
  /// @param strideBytes from the beginning of one vector to that of the next; more than `4 *
  ///   dimension` where something lies between them, as in `.fvecs` files
  static VectorSource of(
      MemorySegment segment, long start, int count, int dimension, long strideBytes) {
    return new SegmentSource(segment, start, count, dimension, strideBytes);
  }

  /// The same vectors at Euclidean length 1, so that inner products are cosines; vectors of length
  /// zero stay as they are.
  default VectorSource normalized() {
    return new NormalizedSource(this);
  }
}
