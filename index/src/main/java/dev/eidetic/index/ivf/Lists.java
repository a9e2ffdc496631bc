package dev.eidetic.index.ivf;

import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The lists: of each, how many vectors it has and which blocks hold them.
final class Lists implements AutoCloseable {

  static final String COUNTS = "ivf.counts";
  static final String CODES = "ivf.codes";
  static final String ORDINALS = "ivf.ordinals";

  private static final int[] NONE = {};

  private final Blocks blocks;
  private final int[] counts;
  private final int[][] numbers;

  Lists(int count, int blockBytes) {
    this(count, new Blocks(blockBytes));
  }

  private Lists(int count, Blocks blocks) {
    this.blocks = blocks;
    this.counts = new int[count];
    this.numbers = new int[count][];
    Arrays.fill(numbers, NONE);
  }

  /// Lists one after the other, as [#sections] writes them.
  ///
  /// @param sizes vectors in each list
  static Lists of(int[] sizes, Blocks blocks) {
    var lists = new Lists(sizes.length, blocks);
    int next = 0;
    for (int list = 0; list < sizes.length; list++) {
      lists.counts[list] = sizes[list];
      lists.numbers[list] = new int[blocksFor(sizes[list])];
      for (int i = 0; i < lists.numbers[list].length; i++) {
        lists.numbers[list][i] = next++;
      }
    }
    return lists;
  }

  int count() {
    return counts.length;
  }

  /// Vectors in a list.
  int size(int list) {
    return counts[list];
  }

  Blocks blocks() {
    return blocks;
  }

  /// The number of the block that holds vectors `32 * i` and following of a list.
  int block(int list, int i) {
    return numbers[list][i];
  }

  /// Blocks that follow each other in memory.
  ///
  /// @param first of them in the list
  /// @param limit of them, at least 1
  int run(int list, int first, int limit) {
    int[] own = numbers[list];
    int end = Math.min(blocksFor(counts[list]), first + limit);
    int i = first + 1;
    while (i < end && blocks.isBehind(own[i - 1], own[i])) {
      i++;
    }
    return i - first;
  }

  /// Makes room at the end of a list; the new places are undefined.
  ///
  /// @return how many it had before
  int extend(int list, int added) {
    int before = counts[list];
    int needed = blocksFor(before + added);
    int from = blocksFor(before);
    if (needed > from) {
      var grown = Arrays.copyOf(numbers[list], needed);
      for (int i = from; i < needed; i++) {
        grown[i] = blocks.take();
      }
      numbers[list] = grown;
    }
    counts[list] = before + added;
    return before;
  }

  /// Removes the last place of a list.
  void shrink(int list) {
    counts[list]--;
    int needed = blocksFor(counts[list]);
    if (needed < numbers[list].length) {
      blocks.giveBack(numbers[list][needed]);
      numbers[list] = Arrays.copyOf(numbers[list], needed);
    }
  }

  int ordinal(int list, int position) {
    return blocks.ordinal(block(list, position / ListCodec.BLOCK), position % ListCodec.BLOCK);
  }

  void setOrdinal(int list, int position, int ordinal) {
    blocks.setOrdinal(block(list, position / ListCodec.BLOCK), position % ListCodec.BLOCK, ordinal);
  }

  static int blocksFor(int vectors) {
    return (int) ((vectors + ListCodec.BLOCK - 1L) / ListCodec.BLOCK);
  }

  /// Writes lists one after the other, without gaps.
  List<Section> sections() {
    var codes = new ArrayList<MemorySegment>();
    var ordinals = new ArrayList<MemorySegment>();
    var sizes = new long[counts.length];
    for (int list = 0; list < counts.length; list++) {
      sizes[list] = counts[list];
      int end = blocksFor(counts[list]);
      for (int i = 0; i < end; i += run(list, i, end)) {
        int block = block(list, i);
        long length = run(list, i, end);
        codes.add(
            blocks.codes(block).asSlice(blocks.codesOffset(block), length * blocks.blockBytes()));
        ordinals.add(
            blocks
                .ordinals(block)
                .asSlice(blocks.ordinalsOffset(block), length * Blocks.ORDINAL_BYTES));
      }
    }
    return List.of(
        Sections.ofLongs(COUNTS, sizes),
        new Section(CODES, codes),
        new Section(ORDINALS, ordinals));
  }

  long memoryBytes() {
    long tables = 0;
    for (int[] own : numbers) {
      tables += 16 + 4L * own.length;
    }
    return blocks.memoryBytes() + tables + 12L * counts.length;
  }

  @Override
  public void close() {
    blocks.close();
  }
}
