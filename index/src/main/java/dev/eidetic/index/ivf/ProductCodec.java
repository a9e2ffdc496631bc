package dev.eidetic.index.ivf;

import dev.eidetic.index.Metric;
import dev.eidetic.index.core.Section;
import dev.eidetic.vectors.quantize.ProductQuantizer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/// Product codes of 4, 6 or 8 bits, vector after vector, scored by tables of floats.
///
/// @param residualTo the centroids, if codes are residual
record ProductCodec(ProductQuantizer quantizer, Metric metric, Optional<ListCentroids> residualTo)
    implements ListCodec {

  static final String WORDS = "pq.words";

  /// Learns code words of the vectors, or of their residuals.
  static ListCodec train(
      int subspaces, int bits, boolean residual, Metric metric, ListExamples examples) {
    var quantizer = trainQuantizer(subspaces, bits, residual, examples);
    return new ProductCodec(quantizer, metric, centroids(residual, examples));
  }

  static ProductQuantizer trainQuantizer(
      int subspaces, int bits, boolean residual, ListExamples examples) {
    var options = examples.options();
    return ProductQuantizer.train(
        residual ? examples.residuals() : examples.vectors(),
        subspaces,
        bits,
        options.seed(),
        options.threads());
  }

  static Optional<ListCentroids> centroids(boolean residual, ListExamples examples) {
    return residual ? Optional.of(new ListCentroids(examples.centroids())) : Optional.empty();
  }

  private BitPacking packing() {
    return new BitPacking(quantizer.subspaces(), quantizer.bits());
  }

  private long codeBytes() {
    return packing().bytes();
  }

  @Override
  public int blockBytes() {
    return (BLOCK * packing().bytes() + 63) / 64 * 64;
  }

  @Override
  public ListEncoder encoder() {
    var encoder = quantizer.encoder();
    var packing = packing();
    var codes = new byte[BLOCK * quantizer.subspaces()];
    var packed = new byte[BLOCK * packing.bytes()];
    return (vectors, count, list, memory, block, place) -> {
      residualTo.ifPresent(
          centroids -> {
            for (int i = 0; i < count; i++) {
              centroids.subtract(list, vectors, i * quantizer.dimension());
            }
          });
      encoder.encode(vectors, count, codes);
      for (int i = 0; i < count; i++) {
        packing.pack(codes, i * quantizer.subspaces(), packed, i * packing.bytes());
      }
      MemorySegment.copy(
          packed,
          0,
          memory,
          ValueLayout.JAVA_BYTE,
          block + place * codeBytes(),
          count * packing.bytes());
    };
  }

  @Override
  public ListScorer scorer() {
    return new ProductScorer(new ProductTables(quantizer, metric, residualTo), packing());
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
        fromBlock + fromPlace * codeBytes(),
        target,
        targetBlock + targetPlace * codeBytes(),
        codeBytes());
  }

  @Override
  public void decode(MemorySegment codes, long block, int place, int list, float[] target) {
    var packing = packing();
    var packed = new byte[packing.bytes()];
    MemorySegment.copy(
        codes, ValueLayout.JAVA_BYTE, block + place * codeBytes(), packed, 0, packed.length);
    var whole = new byte[quantizer.subspaces()];
    packing.unpack(packed, 0, whole);
    quantizer.decode(whole, 0, target);
    residualTo.ifPresent(centroids -> centroids.add(list, target));
  }

  @Override
  public List<Section> sections() {
    return List.of(new Section(WORDS, MemorySegment.ofArray(quantizer.columns())));
  }

  @Override
  public long memoryBytes() {
    return 2L * Float.BYTES * quantizer.columns().length;
  }
}
