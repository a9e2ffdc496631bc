package dev.eidetic.index.ivf;

import dev.eidetic.index.Metric;
import dev.eidetic.index.core.RowFormat;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.SegmentScorer;
import dev.eidetic.vectors.VectorSource;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Keeps vectors number by number, row after row, never residual.
record NumberCodec(RowFormat format, Metric metric) implements ListCodec {

  static final String SCALE = "ivf.q8";

  @Override
  public int blockBytes() {
    return (BLOCK * format.rowBytes() + 63) / 64 * 64;
  }

  private long offset(long block, int place) {
    return block + (long) place * format.rowBytes();
  }

  @Override
  public void requireFit(VectorSource vectors) {
    format.requireFit(vectors);
  }

  @Override
  public ListEncoder encoder() {
    return (vectors, count, _, codes, block, place) -> {
      for (int i = 0; i < count; i++) {
        format.write(vectors, i * format.dimension(), codes, offset(block, place + i));
      }
    };
  }

  @Override
  public ListScorer scorer() {
    return new Scorer(format.scorer(metric), format.rowBytes());
  }

  @Override
  public void move(
      MemorySegment from,
      long fromBlock,
      int fromPlace,
      MemorySegment target,
      long targetBlock,
      int targetPlace) {
    MemorySegment.copy(
        from,
        offset(fromBlock, fromPlace),
        target,
        offset(targetBlock, targetPlace),
        format.rowBytes());
  }

  @Override
  public void decode(MemorySegment codes, long block, int place, int list, float[] target) {
    format.read(codes, offset(block, place), target);
  }

  @Override
  public List<Section> sections() {
    return format.sections(SCALE);
  }

  @Override
  public long memoryBytes() {
    return 0;
  }

  /// Rows of a block have no gaps between them, but blocks may.
  private static final class Scorer implements ListScorer {

    private final SegmentScorer rows;
    private final int rowBytes;
    private final float[] block = new float[BLOCK];

    Scorer(SegmentScorer rows, int rowBytes) {
      this.rows = rows;
      this.rowBytes = rowBytes;
    }

    @Override
    public void begin(float[] query) {
      rows.begin(query);
    }

    @Override
    public void beginList(int list, float centroidScore) {}

    @Override
    public float score(MemorySegment codes, long block, int place) {
      rows.scores(codes, block + (long) place * rowBytes, 1, this.block);
      return this.block[0];
    }

    @Override
    public int above(
        MemorySegment codes,
        long offset,
        int vectors,
        float threshold,
        int[] places,
        float[] scores) {
      int blockBytes = (BLOCK * rowBytes + 63) / 64 * 64;
      int count = 0;
      for (int first = 0; first < vectors; first += BLOCK) {
        int part = Math.min(BLOCK, vectors - first);
        rows.scores(codes, offset + (long) first / BLOCK * blockBytes, part, block);
        for (int i = 0; i < part; i++) {
          if (block[i] > threshold) {
            places[count] = first + i;
            scores[count++] = block[i];
          }
        }
      }
      return count;
    }
  }
}
