package dev.eidetic.index;

import dev.eidetic.vectors.VectorSource;
import java.util.function.LongUnaryOperator;

/// An index in memory that can grow and shrink. Changes exclude each other and wait for running
/// searches; a change that fails for its arguments leaves the index as it was.
public interface MutableIndex extends VectorIndex {

  /// Whether vectors can be added without training first. True from the beginning for kinds that
  /// learn nothing.
  boolean isTrained();

  /// Learns what the kind has to learn (clusters, code books, rotations) from examples. Nothing to
  /// do for kinds that learn nothing.
  ///
  /// @throws IllegalArgumentException if there are too few examples
  /// @throws IllegalStateException if the index already holds items
  void train(VectorSource examples);

  /// Adds vectors. An untrained index is trained on them first.
  ///
  /// @param ids one for each vector, not in the index yet, no two alike
  void add(long[] ids, VectorSource vectors);

  /// Adds vectors under the ids from `firstId` on.
  default void add(long firstId, VectorSource vectors) {
    var ids = new long[vectors.count()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = firstId + i;
    }
    add(ids, vectors);
  }

  /// Removes items; ids that are not there are skipped.
  ///
  /// @return how many were removed
  int delete(long... ids);

  /// Adds all items of another index of the same metric and dimension, as exactly as it keeps them.
  ///
  /// @throws IllegalArgumentException if both hold the same id, or metric or dimension differ
  void merge(VectorIndex other);

  /// Gives each item another id; vectors and what was learned of them stay.
  ///
  /// @param newId of an item's present id; asked several times, must always answer the same
  /// @throws IllegalArgumentException if two items would get the same id; nothing has changed then
  void renumber(LongUnaryOperator newId);
}
