package dev.eidetic.index.ivf;

import dev.eidetic.index.Metric;
import dev.eidetic.index.core.Section;
import dev.eidetic.vectors.Kernels;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/// Keeps vectors as 32-bit floats, row after row.
record FloatCodec(Metric metric, int dimension) implements ListCodec {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private long rowBytes() {
    return 4L * dimension;
  }

  @Override
  public int blockBytes() {
    return BLOCK * Float.BYTES * dimension;
  }

  @Override
  public ListEncoder encoder() {
    return (vectors, count, _, codes, block, place) ->
        MemorySegment.copy(vectors, 0, codes, FLOAT, block + place * rowBytes(), count * dimension);
  }

  @Override
  public ListScorer scorer() {
    return new Scorer();
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
        fromBlock + fromPlace * rowBytes(),
        target,
        targetBlock + targetPlace * rowBytes(),
        rowBytes());
  }

  @Override
  public void decode(MemorySegment codes, long block, int place, int list, float[] target) {
    MemorySegment.copy(codes, FLOAT, block + place * rowBytes(), target, 0, dimension);
  }

  @Override
  public List<Section> sections() {
    return List.of();
  }

  @Override
  public long memoryBytes() {
    return 0;
  }

  private final class Scorer implements ListScorer {

    private final boolean isProduct = metric.isProduct();
    private final float[] row = new float[dimension];
    private float[] query = row;

    @Override
    public void begin(float[] query) {
      this.query = query;
    }

    @Override
    public void beginList(int list, float centroidScore) {}

    @Override
    public float score(MemorySegment codes, long block, int place) {
      MemorySegment.copy(codes, FLOAT, block + place * rowBytes(), row, 0, dimension);
      return isProduct ? Kernels.dot(query, row) : -Kernels.squaredDistance(query, row);
    }

    @Override
    public int above(
        MemorySegment codes,
        long offset,
        int vectors,
        float threshold,
        int[] places,
        float[] scores) {
      int count = 0;
      for (int i = 0; i < vectors; i++) {
        float score = score(codes, offset, i);
        if (score > threshold) {
          places[count] = i;
          scores[count++] = score;
        }
      }
      return count;
    }
  }
}
