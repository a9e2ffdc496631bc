package dev.eidetic.index.ivf;

import java.lang.foreign.MemorySegment;

/// Turns vectors into codes; belongs to one thread.
public interface ListEncoder {

  /// Writes the codes of consecutive vectors into one block.
  ///
  /// @param vectors `count` of them, one after the other, whole (not residual); may be overwritten
  /// @param list they are put into
  /// @param block where the block begins in `codes`
  /// @param place of the first; `place + count` is at most 32
  void encode(float[] vectors, int count, int list, MemorySegment codes, long block, int place);
}
