package dev.eidetic.index.rabitq;

import dev.eidetic.index.Metric;
import java.lang.foreign.MemorySegment;

/// Turns codes back into the vectors that they approximate, on one thread.
public final class RaBitDecoder {

  private final RaBitQuantizer quantizer;
  private final RaBitBlocks blocks;
  private final float weight;
  private final byte[] numbers;
  private final float[] rotated;

  public RaBitDecoder(RaBitQuantizer quantizer, RaBitBlocks blocks, Metric metric) {
    this.quantizer = quantizer;
    this.blocks = blocks;
    this.weight = metric.isProduct() ? 1 : 2;
    this.numbers = new byte[quantizer.codeDimension()];
    this.rotated = new float[quantizer.codeDimension()];
  }

  /// The residual whose products are what a scan estimates.
  ///
  /// @param target receives as many numbers as vectors have
  public void residual(MemorySegment memory, long block, int lane, float[] target) {
    blocks.numbers(memory, block, lane, numbers);
    float factor = blocks.factor(memory, block, lane) / weight;
    for (int i = 0; i < rotated.length; i++) {
      rotated[i] = factor * (Byte.toUnsignedInt(numbers[i]) - quantizer.centre());
    }
    quantizer.restore(rotated, target);
  }
}
