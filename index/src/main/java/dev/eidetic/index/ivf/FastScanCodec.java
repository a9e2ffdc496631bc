package dev.eidetic.index.ivf;

import dev.eidetic.index.Metric;
import dev.eidetic.index.core.Section;
import dev.eidetic.vectors.FastScan;
import dev.eidetic.vectors.quantize.ProductQuantizer;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// Product codes of 4 bits in the blocks of [FastScan].
///
/// @param residualTo the centroids, if codes are residual
record FastScanCodec(ProductQuantizer quantizer, Metric metric, Optional<ListCentroids> residualTo)
    implements ListCodec {

  static ListCodec train(int subspaces, boolean residual, Metric metric, ListExamples examples) {
    return new FastScanCodec(
        ProductCodec.trainQuantizer(subspaces, 4, residual, examples),
        metric,
        ProductCodec.centroids(residual, examples));
  }

  private int padded() {
    return FastScan.padded(quantizer.subspaces());
  }

  @Override
  public int blockBytes() {
    return FastScan.blockBytes(padded());
  }

  @Override
  public ListEncoder encoder() {
    var encoder = quantizer.encoder();
    var codes = new byte[BLOCK * quantizer.subspaces()];
    return (vectors, count, list, memory, block, place) -> {
      residualTo.ifPresent(
          centroids -> {
            for (int i = 0; i < count; i++) {
              centroids.subtract(list, vectors, i * quantizer.dimension());
            }
          });
      encoder.encode(vectors, count, codes);
      put(codes, count, memory, block, place);
    };
  }

  /// Writes codes of consecutive vectors into one block.
  ///
  /// @param codes one code per byte, vector after vector
  /// @param place of the first; `place + count` is at most 32
  void put(byte[] codes, int count, MemorySegment memory, long block, int place) {
    int subspaces = quantizer.subspaces();
    if (place == 0) {
      FastScan.pack(codes, 0, count, subspaces, memory, block);
      return;
    }
    for (int i = 0; i < count; i++) {
      for (int subspace = 0; subspace < subspaces; subspace++) {
        FastScan.setCode(memory, block, subspace, place + i, codes[i * subspaces + subspace]);
      }
    }
  }

  @Override
  public ListScorer scorer() {
    return new FastScanScorer(
        new ProductTables(quantizer, metric, residualTo), quantizer.subspaces());
  }

  @Override
  public void move(
      MemorySegment from,
      long fromBlock,
      int fromPlace,
      MemorySegment target,
      long targetBlock,
      int targetPlace) {
    for (int subspace = 0; subspace < quantizer.subspaces(); subspace++) {
      int code = FastScan.code(from, fromBlock, subspace, fromPlace);
      FastScan.setCode(target, targetBlock, subspace, targetPlace, code);
    }
  }

  @Override
  public void decode(MemorySegment codes, long block, int place, int list, float[] target) {
    var whole = new byte[quantizer.subspaces()];
    for (int subspace = 0; subspace < whole.length; subspace++) {
      whole[subspace] = (byte) FastScan.code(codes, block, subspace, place);
    }
    quantizer.decode(whole, 0, target);
    residualTo.ifPresent(centroids -> centroids.add(list, target));
  }

  @Override
  public List<Section> sections() {
    return List.of(new Section(ProductCodec.WORDS, MemorySegment.ofArray(quantizer.columns())));
  }

  @Override
  public long memoryBytes() {
    return 2L * Float.BYTES * quantizer.columns().length;
  }
}
