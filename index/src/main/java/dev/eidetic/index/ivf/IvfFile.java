package dev.eidetic.index.ivf;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.core.Sections;
import dev.eidetic.vectors.cluster.Centroids;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/// Opens inverted lists from a file, trusting nothing that is not checked.
///
/// Sections: `ivf.centroids` (floats, list by list), the codec's own, `ivf.counts` (a long per
/// list: its vectors), `ivf.codes` (whole blocks, list by list), `ivf.ordinals` (32 ints per
/// block).
final class IvfFile {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Sections sections;
  private final Metric metric;
  private final int dimension;
  private final IndexSpec.Ivf spec;

  IvfFile(Sections sections, Metric metric, int dimension, IndexSpec.Ivf spec) {
    this.sections = sections;
    this.metric = metric;
    this.dimension = dimension;
    this.spec = spec;
  }

  /// @param live which ordinals are in use
  /// @param capacity one more than the largest ordinal ever used
  TrainedLists lists(BitSet live, int capacity) throws CorruptFileException {
    int count = spec.lists();
    float[] numbers = floats(sections, CoarseQuantizer.CENTROIDS, (long) count * dimension);
    var centroids = new Centroids(numbers, count, dimension);
    var codec = ListCodecs.open(sections, spec, metric, dimension, centroids);
    int[] sizes = sizes(count, capacity);
    long blockCount = 0;
    for (int size : sizes) {
      blockCount += Lists.blocksFor(size);
    }
    if (blockCount > Integer.MAX_VALUE) {
      throw sections.corrupt(Lists.COUNTS, 0, "%d blocks are too many", blockCount);
    }
    var codes = sections.memory(Lists.CODES, blockCount * codec.blockBytes());
    var ordinals = sections.memory(Lists.ORDINALS, blockCount * Blocks.ORDINAL_BYTES);
    var blocks = Blocks.of(codec.blockBytes(), (int) blockCount, codes, ordinals);
    var lists = Lists.of(sizes, blocks);
    int copies = spec.spilled() ? 2 : 1;
    check(lists, live, copies);
    return new TrainedLists(
        CoarseQuantizer.open(sections, centroids, metric), codec, lists, copies);
  }

  private int[] sizes(int count, int capacity) throws CorruptFileException {
    long[] counts = sections.longs(Lists.COUNTS, count);
    var sizes = new int[count];
    for (int list = 0; list < count; list++) {
      if (counts[list] < 0 || counts[list] > capacity) {
        throw sections.corrupt(
            Lists.COUNTS,
            8L * list,
            "list %d has %d vectors; the index has room for %d",
            list,
            counts[list],
            capacity);
      }
      sizes[list] = (int) counts[list];
    }
    return sizes;
  }

  /// Each live ordinal is there as often as there are copies, and no other is.
  private void check(Lists lists, BitSet live, int copies) throws CorruptFileException {
    var missing = new BitSet[copies];
    Arrays.setAll(missing, copy -> (BitSet) live.clone());
    for (int list = 0; list < lists.count(); list++) {
      for (int i = 0; i < lists.size(list); i++) {
        int ordinal = lists.ordinal(list, i);
        if (ordinal < 0 || !missing[copies - 1].get(ordinal)) {
          int block = lists.block(list, i / ListCodec.BLOCK);
          throw sections.corrupt(
              Lists.ORDINALS,
              (long) block * Blocks.ORDINAL_BYTES + 4L * (i % ListCodec.BLOCK),
              "ordinal %d is in use too often or not at all",
              ordinal);
        }
        missing[missing[0].get(ordinal) ? 0 : copies - 1].clear(ordinal);
      }
    }
    if (!missing[copies - 1].isEmpty()) {
      throw sections.corrupt(
          Lists.ORDINALS, 0, "%d items are in too few places", missing[copies - 1].cardinality());
    }
  }

  /// Finite numbers of a section.
  static float[] floats(Sections sections, String name, long count) throws CorruptFileException {
    var bytes = sections.get(name, Float.BYTES * count);
    if (count > Integer.MAX_VALUE - 8) {
      throw sections.corrupt(name, 0, "%d numbers are too many", count);
    }
    float[] numbers = bytes.toArray(FLOAT);
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw sections.corrupt(
            name, (long) Float.BYTES * i, "number %d is %s; it must be finite", i, numbers[i]);
      }
    }
    return numbers;
  }
}
