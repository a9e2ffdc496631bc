package dev.eidetic.evaluate.neighbours;

import dev.eidetic.vectors.BlockKernels;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

/// One thread's pass of a block of queries over the gallery. The gallery goes by strip by strip,
/// each packed once and multiplied with all queries of the block while it lies in the cache.
final class StripScan {

  /// Looks at the scores of one query with one strip.
  interface Visitor {

    /// @param query within the block
    /// @param scores of which those from `from` to `from + rows - 1` are meant
    /// @param firstOrdinal the gallery ordinal that the first of them belongs to
    void visit(int query, float[] scores, int from, int firstOrdinal, int rows);
  }

  private static final int WIDTH = BlockKernels.rowsPerStrip();

  private final VectorSource queries;
  private final VectorSource gallery;
  private final int dimension;
  private final float[] block;
  private final float[] rows;
  private final float[] strip;
  private final float[] scores = new float[BlockKernels.QUERIES * WIDTH];
  private int blockCount;

  StripScan(VectorSource queries, VectorSource gallery, int blockSize) {
    this.queries = queries;
    this.gallery = gallery;
    this.dimension = queries.dimension();
    this.block = new float[roundUp(blockSize) * dimension];
    this.rows = new float[WIDTH * dimension];
    this.strip = new float[WIDTH * dimension];
  }

  /// The next multiple of the tile's height.
  static int roundUp(int count) {
    return Math.ceilDiv(count, BlockKernels.QUERIES) * BlockKernels.QUERIES;
  }

  /// Takes the next block of queries.
  void load(int first, int count) {
    queries.copy(first, count, block, 0);
    Arrays.fill(block, count * dimension, block.length, 0);
    blockCount = count;
  }

  /// Shows every query of the block every score, gallery ordinals ascending.
  ///
  /// @throws CancellationException if the thread is interrupted
  void scan(Visitor visitor) {
    for (int first = 0; first < gallery.count(); first += WIDTH) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the scan of the gallery was interrupted");
      }
      int count = Math.min(WIDTH, gallery.count() - first);
      gallery.copy(first, count, rows, 0);
      BlockKernels.packStrip(rows, count, dimension, strip);
      for (int tile = 0; tile < blockCount; tile += BlockKernels.QUERIES) {
        BlockKernels.dots(block, tile * dimension, dimension, strip, scores);
        int end = Math.min(BlockKernels.QUERIES, blockCount - tile);
        for (int i = 0; i < end; i++) {
          visitor.visit(tile + i, scores, i * WIDTH, first, count);
        }
      }
    }
  }

  /// Scores of one query of the block with chosen images, equal to the last bit to those that
  /// [#scan] shows.
  float[] scoresOf(int query, int[] ordinals) {
    var chosen = new float[ordinals.length];
    int tile = query / BlockKernels.QUERIES * BlockKernels.QUERIES;
    for (int first = 0; first < ordinals.length; first += WIDTH) {
      int count = Math.min(WIDTH, ordinals.length - first);
      for (int i = 0; i < count; i++) {
        gallery.copy(ordinals[first + i], 1, rows, i * dimension);
      }
      BlockKernels.packStrip(rows, count, dimension, strip);
      BlockKernels.dots(block, tile * dimension, dimension, strip, scores);
      System.arraycopy(scores, (query - tile) * WIDTH, chosen, first, count);
    }
    return chosen;
  }
}
