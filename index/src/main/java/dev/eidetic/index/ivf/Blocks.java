package dev.eidetic.index.ivf;

import dev.eidetic.index.core.OffHeap;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/// Numbered blocks of codes, each with the ordinals of its 32 vectors. They lie in slabs, of which
/// only the last grows: so growing copies little, and at most half a slab is unused.
final class Blocks implements AutoCloseable {

  static final int ORDINAL_BYTES = Integer.BYTES * ListCodec.BLOCK;

  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final long SLAB_BYTES = 4L << 20;

  private final int blockBytes;

  /// A slab holds 2^shift blocks.
  private final int shift;

  private OffHeap[] codes = {};
  private OffHeap[] ordinals = {};
  private final BitSet free = new BitSet();
  private int end;

  Blocks(int blockBytes) {
    this(blockBytes, 63 - Long.numberOfLeadingZeros(Math.max(1, SLAB_BYTES / blockBytes)));
  }

  private Blocks(int blockBytes, int shift) {
    this.blockBytes = blockBytes;
    this.shift = shift;
  }

  /// Blocks 0 to `count - 1` in one slab, such as a mapped file.
  static Blocks of(int blockBytes, int count, OffHeap codes, OffHeap ordinals) {
    var blocks = new Blocks(blockBytes, 31);
    blocks.codes = new OffHeap[] {codes};
    blocks.ordinals = new OffHeap[] {ordinals};
    blocks.end = count;
    return blocks;
  }

  /// The number of a block for somebody to use.
  int take() {
    int reused = free.nextSetBit(0);
    if (reused >= 0) {
      free.clear(reused);
      return reused;
    }
    int slab = slab(end);
    if (slab == codes.length) {
      codes = Arrays.copyOf(codes, slab + 1);
      ordinals = Arrays.copyOf(ordinals, slab + 1);
      codes[slab] = OffHeap.ofSize(0);
      ordinals[slab] = OffHeap.ofSize(0);
    }
    grow(codes[slab], end, blockBytes);
    grow(ordinals[slab], end, ORDINAL_BYTES);
    return end++;
  }

  private void grow(OffHeap slab, int block, int bytes) {
    long needed = (placeInSlab(block) + 1L) * bytes;
    if (needed > slab.byteSize()) {
      long whole = shift >= 31 ? Long.MAX_VALUE : (long) bytes << shift;
      slab.resize(Math.min(whole, Math.max(needed, slab.byteSize() + (slab.byteSize() >> 1))));
    }
  }

  void giveBack(int block) {
    free.set(block);
  }

  /// The memory that holds a block's codes; stale after [#take].
  MemorySegment codes(int block) {
    return codes[slab(block)].segment();
  }

  /// Where in its memory a block's codes begin.
  long codesOffset(int block) {
    return (long) placeInSlab(block) * blockBytes;
  }

  MemorySegment ordinals(int block) {
    return ordinals[slab(block)].segment();
  }

  long ordinalsOffset(int block) {
    return (long) placeInSlab(block) * ORDINAL_BYTES;
  }

  int ordinal(int block, int place) {
    return ordinals(block).get(INT, ordinalsOffset(block) + 4L * place);
  }

  void setOrdinal(int block, int place, int ordinal) {
    ordinals(block).set(INT, ordinalsOffset(block) + 4L * place, ordinal);
  }

  /// Whether block `next` lies right behind block `block` in the same memory.
  boolean isBehind(int block, int next) {
    return next == block + 1 && slab(block) == slab(next);
  }

  int blockBytes() {
    return blockBytes;
  }

  private int slab(int block) {
    return shift >= 31 ? 0 : block >>> shift;
  }

  private int placeInSlab(int block) {
    return shift >= 31 ? block : block & ((1 << shift) - 1);
  }

  long memoryBytes() {
    long bytes = 0;
    for (int i = 0; i < codes.length; i++) {
      bytes += codes[i].byteSize() + ordinals[i].byteSize();
    }
    return bytes;
  }

  @Override
  public void close() {
    for (int i = 0; i < codes.length; i++) {
      codes[i].close();
      ordinals[i].close();
    }
  }
}
