package dev.eidetic.index.rabitq;

import dev.eidetic.index.Metric;
import java.lang.foreign.MemorySegment;

/// Encodes one vector after the other, on one thread.
public final class RaBitEncoder {

  private final RaBitQuantizer quantizer;
  private final RaBitBlocks blocks;
  private final Metric metric;
  private final RaBitCode code;
  private final float[] difference;
  private final float[] residual;
  private final float[] offset;
  private float[] centre = {};

  public RaBitEncoder(RaBitQuantizer quantizer, RaBitBlocks blocks, Metric metric) {
    this.quantizer = quantizer;
    this.blocks = blocks;
    this.metric = metric;
    this.code = new RaBitCode(quantizer.codeDimension());
    this.difference = new float[quantizer.dimension()];
    this.residual = new float[quantizer.codeDimension()];
    this.offset = new float[quantizer.codeDimension()];
  }

  /// Gets ready for the vectors of a centre.
  ///
  /// @param centre from which codes are residual; kept
  /// @param middle that is subtracted from queries
  public void begin(float[] centre, float[] middle) {
    this.centre = centre;
    for (int i = 0; i < difference.length; i++) {
      difference[i] = centre[i] - middle[i];
    }
    quantizer.rotate(difference, 0, offset);
  }

  /// Writes the code of one vector.
  ///
  /// @param source holds the vector from `start` on
  /// @param block where the block begins
  /// @param lane 0 to 31
  public void encode(float[] source, int start, MemorySegment memory, long block, int lane) {
    double centreProduct = 0;
    for (int i = 0; i < difference.length; i++) {
      difference[i] = source[start + i] - centre[i];
      centreProduct += (double) difference[i] * centre[i];
    }
    quantizer.rotate(difference, 0, residual);
    quantizer.encode(residual, code);
    var terms = RaBitTerms.of(code, metric, centreProduct, offset, quantizer.bits());
    blocks.put(memory, block, lane, code, terms);
  }
}
