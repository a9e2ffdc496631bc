package dev.eidetic.index.rabitq;

import dev.eidetic.index.Metric;

/// Encodes one vector after the other, on one thread.
final class RaBitEncoder {

  private final RaBitQuantizer quantizer;
  private final Metric metric;
  private final RaBitCode code;
  private final float[] difference;
  private final float[] residual;
  private final float[] offset;
  private RaBitTerms terms = new RaBitTerms(0, 0, 0, 0);

  RaBitEncoder(RaBitQuantizer quantizer, Metric metric) {
    this.quantizer = quantizer;
    this.metric = metric;
    this.code = new RaBitCode(quantizer.codeDimension());
    this.difference = new float[quantizer.dimension()];
    this.residual = new float[quantizer.codeDimension()];
    this.offset = new float[quantizer.codeDimension()];
  }

  /// @param source holds the vector from `start` on
  /// @param centre from which the code is residual
  /// @param middle that is subtracted from queries
  void encode(float[] source, int start, float[] centre, float[] middle) {
    for (int i = 0; i < difference.length; i++) {
      difference[i] = centre[i] - middle[i];
    }
    quantizer.rotate(difference, 0, offset);
    double centreProduct = 0;
    for (int i = 0; i < difference.length; i++) {
      difference[i] = source[start + i] - centre[i];
      centreProduct += (double) difference[i] * centre[i];
    }
    quantizer.rotate(difference, 0, residual);
    quantizer.encode(residual, code);
    terms = RaBitTerms.of(code, metric, centreProduct, offset, quantizer.bits());
  }

  /// Of the last vector.
  RaBitCode code() {
    return code;
  }

  /// Of the last vector.
  RaBitTerms terms() {
    return terms;
  }
}
