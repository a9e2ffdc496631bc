package dev.eidetic.index.ivf;

import dev.eidetic.index.core.Section;
import dev.eidetic.vectors.VectorSource;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// What lists keep of each vector: codes in blocks of 32. Trained and immutable; any number of
/// threads may encode and score at once, each with an encoder or scorer of its own.
///
/// Blocks lie outside the heap, aligned to 64 bytes, those of a list one after the other as far as
/// possible. Places in a block are 0 to 31; a list fills its blocks in order, so only the last has
/// free places. What lies in free places is undefined.
public interface ListCodec {

  /// Vectors per block.
  int BLOCK = 32;

  /// The size of a block, a multiple of 64.
  int blockBytes();

  /// Looks at vectors before the first is encoded.
  ///
  /// @throws IllegalArgumentException if a number of a vector is beyond what codes can hold
  default void requireFit(VectorSource vectors) {}

  ListEncoder encoder();

  ListScorer scorer();

  /// Copies one vector's code from one place to another.
  ///
  /// @param from holds the block that begins at `fromBlock`
  void move(
      MemorySegment from,
      long fromBlock,
      int fromPlace,
      MemorySegment target,
      long targetBlock,
      int targetPlace);

  /// Restores a vector as exactly as its code tells.
  ///
  /// @param list that the vector is in
  /// @param target receives the vector
  void decode(MemorySegment codes, long block, int place, int list, float[] target);

  /// What was learned in training.
  List<Section> sections();

  long memoryBytes();
}
