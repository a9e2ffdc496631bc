package dev.eidetic.index.core;

import dev.eidetic.vectors.VectorSource;

/// One kind of index in memory that can grow and shrink. Whoever calls these methods holds the
/// index's write lock; vectors are finite, of the right dimension, and of length 1 for cosines.
public interface Kind extends KindReader {

  /// Whether vectors can be added without training.
  default boolean isTrained() {
    return true;
  }

  /// Learns from examples; called only while untrained and empty.
  ///
  /// @throws IllegalArgumentException if there are too few examples
  default void train(VectorSource examples) {}

  /// Refuses vectors that this kind cannot store, before anything changes; called before [#add].
  ///
  /// @throws IllegalArgumentException naming the vector and the number
  default void requireFit(VectorSource vectors) {}

  /// Stores vectors and says under which ordinals: in an index from which nothing was ever deleted,
  /// the next ones in order; else places of deleted vectors may be used again.
  ///
  /// If it fails midway, the index refuses to be used from then on.
  ///
  /// @return an ordinal for each vector
  int[] add(VectorSource vectors);

  /// Forgets vectors. From now on no search finds them.
  ///
  /// @param ordinals of stored vectors, no two alike
  void delete(int[] ordinals);
}
