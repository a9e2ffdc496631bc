package dev.eidetic.index.ivf;

import dev.eidetic.vectors.FastScan;
import java.lang.foreign.MemorySegment;

/// Scores 4-bit product codes 32 at once, by tables rounded to bytes.
///
/// Entries are measured from the least of their subspace, in units common to all subspaces such
/// that the widest fits a byte; a score is off by at most half a unit per subspace.
final class FastScanScorer implements ListScorer {

  private static final int WORDS = 16;

  private static final int LARGEST_SUM = 65535;

  private static final int MANY_SUBSPACES = 32;

  private final ProductTables tables;
  private final int subspaces;
  private final int largestEntry;
  private final int entryBits;
  private final byte[] bytes;
  private int[] sums = {};
  private float least;
  private float unit;

  FastScanScorer(ProductTables tables, int subspaces) {
    this.tables = tables;
    this.subspaces = FastScan.padded(subspaces);
    int wanted = subspaces < MANY_SUBSPACES ? 255 : 63;
    this.largestEntry = Math.min(wanted, LARGEST_SUM / subspaces);
    this.entryBits = largestEntry < 64 ? 6 : largestEntry < 128 ? 7 : 8;
    this.bytes = new byte[WORDS * this.subspaces];
  }

  @Override
  public void begin(float[] query) {
    if (tables.begin(query)) {
      round();
    }
  }

  @Override
  public void beginList(int list, float centroidScore) {
    if (tables.beginList(list, centroidScore)) {
      round();
    }
  }

  private void round() {
    float[] entries = tables.entries();
    least = 0;
    float widest = Float.MIN_NORMAL;
    for (int start = 0; start < entries.length; start += WORDS) {
      float min = entries[start];
      float max = min;
      for (int i = start + 1; i < start + WORDS; i++) {
        min = Math.min(min, entries[i]);
        max = Math.max(max, entries[i]);
      }
      least += min;
      widest = Math.max(widest, max - min);
      for (int i = start; i < start + WORDS; i++) {
        entries[i] -= min;
      }
    }
    unit = widest / largestEntry;
    float factor = largestEntry / widest;
    for (int i = 0; i < entries.length; i++) {
      bytes[i] = (byte) (int) (entries[i] * factor + 0.5f);
    }
  }

  @Override
  public float score(MemorySegment codes, long block, int place) {
    int sum = 0;
    for (int subspace = 0; subspace < subspaces; subspace++) {
      int code = FastScan.code(codes, block, subspace, place);
      sum += Byte.toUnsignedInt(bytes[subspace * WORDS + code]);
    }
    return tables.bias() + least + sum * unit;
  }

  @Override
  public int above(
      MemorySegment codes,
      long offset,
      int vectors,
      float threshold,
      int[] places,
      float[] scores) {
    int blocks = Lists.blocksFor(vectors);
    if (sums.length < blocks * FastScan.BLOCK) {
      sums = new int[blocks * FastScan.BLOCK];
    }
    float bias = tables.bias() + least;
    int least = leastSum(threshold, bias);
    int found =
        FastScan.above(codes, offset, blocks, subspaces, bytes, entryBits, least, sums, places);
    int count = 0;
    for (int i = 0; i < found && places[i] < vectors; i++) {
      scores[count++] = bias + sums[places[i]] * unit;
    }
    return count;
  }

  /// What a sum must exceed so that its score can exceed the threshold; rounded down, so that none
  /// is lost.
  private int leastSum(float threshold, float bias) {
    double sum = Math.floor(((double) threshold - bias) / unit - 1e-3);
    return (int) Math.max(-1, Math.min(LARGEST_SUM, sum));
  }
}
