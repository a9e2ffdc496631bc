package dev.eidetic.index.ivf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Scores packed product codes by tables of floats.
final class ProductScorer implements ListScorer {

  private final ProductTables tables;
  private final BitPacking packing;
  private final byte[] packed;

  ProductScorer(ProductTables tables, BitPacking packing) {
    this.tables = tables;
    this.packing = packing;
    this.packed = new byte[ListCodec.BLOCK * packing.bytes()];
  }

  @Override
  public void begin(float[] query) {
    tables.begin(query);
  }

  @Override
  public void beginList(int list, float centroidScore) {
    tables.beginList(list, centroidScore);
  }

  @Override
  public float score(MemorySegment codes, long block, int place) {
    int bytes = packing.bytes();
    MemorySegment.copy(
        codes, ValueLayout.JAVA_BYTE, block + (long) place * bytes, packed, 0, bytes);
    return tables.bias() + packing.sum(packed, 0, tables.entries());
  }

  @Override
  public int above(
      MemorySegment codes,
      long offset,
      int vectors,
      float threshold,
      int[] places,
      float[] scores) {
    int bytes = packing.bytes();
    int blockBytes = (ListCodec.BLOCK * bytes + 63) / 64 * 64;
    int count = 0;
    for (int first = 0; first < vectors; first += ListCodec.BLOCK) {
      int part = Math.min(ListCodec.BLOCK, vectors - first);
      long block = offset + (long) first / ListCodec.BLOCK * blockBytes;
      MemorySegment.copy(codes, ValueLayout.JAVA_BYTE, block, packed, 0, part * bytes);
      for (int i = 0; i < part; i++) {
        float score = tables.bias() + packing.sum(packed, i * bytes, tables.entries());
        if (score > threshold) {
          places[count] = first + i;
          scores[count++] = score;
        }
      }
    }
    return count;
  }
}
