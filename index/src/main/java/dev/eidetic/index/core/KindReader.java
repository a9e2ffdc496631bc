package dev.eidetic.index.core;

import java.util.List;

/// One kind of index that can be searched: vectors known by *ordinals*, dense numbers from 0. It
/// knows no ids, no locks and no files; [GuardedIndex] and [MappedIndex] do.
public interface KindReader {

  /// The scores of this searcher are inner products, or minus squared distances.
  KindSearcher searcher();

  /// Copies a stored vector, as exactly as it is kept.
  ///
  /// @param target receives as many numbers as the dimension
  void read(int ordinal, float[] target);

  /// Bytes of native memory, mapped file and larger arrays.
  long memoryBytes();

  /// What a file must hold to open the same index again, in the order in which it is written. The
  /// memory itself, not copies: written before anything else happens to the index.
  List<Section> sections();

  /// Releases memory. Harmless when repeated.
  void close();
}
