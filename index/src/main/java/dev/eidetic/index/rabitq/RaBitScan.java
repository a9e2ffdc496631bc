package dev.eidetic.index.rabitq;

import dev.eidetic.vectors.FastScan;
import dev.eidetic.vectors.LinearScan;
import java.lang.foreign.MemorySegment;

/// Compares one query after the other with blocks of codes, on one thread.
///
/// The signs of 32 codes are scanned at once and give each code the best score that it can have
/// within the bound; only codes that could then be hits are scored by all their bits.
public final class RaBitScan {

  /// Standard deviations in the bound. One estimate in 44 is further beyond the truth, but only
  /// those of hits that are just good enough matter (docs/performance.md).
  static final double SLACK = 2;

  private final RaBitQuantizer quantizer;
  private final RaBitBlocks blocks;
  private final float[] query;
  private final float[] tables;
  private final byte[] byteTables;
  private final int entryBits;
  private final boolean isRough;
  private final int[] sums = new int[FastScan.BLOCK];
  private final float[] scores = new float[FastScan.BLOCK];
  private float scale;
  private float signShift;
  private float shift;
  private float centreScore;
  private float slack;

  public RaBitScan(RaBitQuantizer quantizer, RaBitBlocks blocks) {
    this.quantizer = quantizer;
    this.blocks = blocks;
    this.query = new float[quantizer.codeDimension()];
    this.tables = new float[16 * blocks.subquantizers()];
    this.byteTables = new byte[tables.length];
    this.isRough = quantizer.bits() > 1;
    this.entryBits = entryBits(quantizer.bits(), blocks.subquantizers());
  }

  /// Coarse entries do for a bound; where the signs are all there is, finer ones, as long as the
  /// sums stay below 65536.
  private static int entryBits(int bits, int subquantizers) {
    if (bits > 1 || subquantizers > 516) {
      return 6;
    }
    return subquantizers > 257 ? 7 : 8;
  }

  /// Gets ready for a query.
  ///
  /// @param rotated the query minus the middle ([RaBitEncoder#begin]), rotated; copied
  public void begin(float[] rotated) {
    System.arraycopy(rotated, 0, query, 0, query.length);
    float total = 0;
    float widest = 0;
    for (int i = 0; i < query.length; i += 4) {
      float width = 0;
      for (int j = i; j < i + 4; j++) {
        total += query[j];
        width += Math.abs(query[j]);
      }
      widest = Math.max(widest, width);
      fillTable(i);
    }
    scale = widest / ((1 << entryBits) - 1);
    float least = roundTables(scale > 0 ? 1 / scale : 0);
    signShift = least - 0.5f * total;
    shift = -quantizer.centre() * total;
  }

  private void fillTable(int first) {
    int at = 4 * first;
    tables[at] = 0;
    for (int bit = 0; bit < 4; bit++) {
      float number = query[first + bit];
      for (int i = 0; i < 1 << bit; i++) {
        tables[at + (1 << bit) + i] = tables[at + i] + number;
      }
    }
  }

  /// Returns what must be added to scaled sums, because entries are rounded from the least of their
  /// table on.
  private float roundTables(float inverse) {
    float all = 0;
    for (int at = 0; at < tables.length; at += 16) {
      float least = 0;
      for (int bit = 0; bit < 4; bit++) {
        least += Math.min(0, query[at / 4 + bit]);
      }
      all += least;
      for (int i = at; i < at + 16; i++) {
        byteTables[i] = (byte) (int) ((tables[i] - least) * inverse + 0.5f);
      }
    }
    return all;
  }

  /// Gets ready for the codes of a centre.
  ///
  /// @param score of the query with the centre
  /// @param distance of the query from the centre, not squared
  public void beginCentre(float score, float distance) {
    centreScore = score;
    slack = isRough ? (float) (SLACK * quantizer.signDeviation() * distance) : 0;
  }

  /// Finds, among the codes of consecutive blocks, those that exceed a threshold.
  ///
  /// @param offset where the first block begins
  /// @param count of the codes
  /// @param places receives theirs, ascending
  /// @param found receives their scores
  /// @return how many there are
  public int above(
      MemorySegment memory, long offset, int count, float threshold, int[] places, float[] found) {
    int hits = 0;
    long block = offset;
    for (int first = 0; first < count; first += FastScan.BLOCK) {
      int mask = mask(memory, block, threshold);
      if (count - first < FastScan.BLOCK) {
        mask &= (1 << (count - first)) - 1;
      }
      for (; mask != 0; mask &= mask - 1) {
        int lane = Integer.numberOfTrailingZeros(mask);
        float score = isRough ? score(memory, block, lane) : centreScore + scores[lane];
        if (score > threshold) {
          places[hits] = first + lane;
          found[hits++] = score;
        }
      }
      block += blocks.bytes();
    }
    return hits;
  }

  /// Which codes of a block may exceed a threshold.
  private int mask(MemorySegment memory, long block, float threshold) {
    FastScan.sums(memory, block, 1, blocks.subquantizers(), byteTables, entryBits, sums);
    return LinearScan.above(
        memory,
        block + blocks.linear(),
        sums,
        0,
        scale,
        signShift + slack,
        threshold - centreScore,
        scores);
  }

  /// The score of one code by all its bits.
  public float score(MemorySegment memory, long block, int lane) {
    float product = blocks.product(memory, block, lane, query, tables) + shift;
    return centreScore
        + Math.fma(blocks.factor(memory, block, lane), product, blocks.addend(memory, block, lane));
  }
}
