package dev.eidetic.index.rabitq;

import dev.eidetic.index.Metric;
import dev.eidetic.vectors.LinearScan;

/// What turns products with a code into scores: `score = list + addend + factor * <x, q - middle>`,
/// with the grid point `x`, everything rotated; `list` is the score of the query with the centre
/// from which the code is residual.
///
/// The distance is `|v - q|^2 = |v - c|^2 + |q - c|^2 - 2 <v - c, q - c>` and the product `<v, q> =
/// <c, q> + <v - c, c> + <v - c, q - c>`. The last of each is what codes estimate, and `<x, q - c>
/// = <x, q - middle> - <x, c - middle>`: the second half goes into the addend, so that a query is
/// prepared once and not for every centre.
///
/// @param addend for all bits
/// @param factor for all bits
/// @param signAddend for the signs alone
/// @param signFactor for the signs alone, as it is stored
record RaBitTerms(float addend, float factor, float signAddend, float signFactor) {

  /// @param centreProduct inner product of residual and centre
  /// @param offset the rotated centre minus the rotated middle
  /// @param bits of the code
  static RaBitTerms of(
      RaBitCode code, Metric metric, double centreProduct, float[] offset, int bits) {
    double weight = metric.isProduct() ? 1 : 2;
    double addend = metric.isProduct() ? centreProduct : -code.square;
    double factor = weight * code.factor();
    float signFactor = LinearScan.stored((float) (weight * code.signFactor()));
    double gridCentre = ((1 << bits) - 1) * 0.5;
    double product = 0;
    double signProduct = 0;
    for (int i = 0; i < offset.length; i++) {
      int number = Byte.toUnsignedInt(code.numbers[i]);
      product += (number - gridCentre) * offset[i];
      signProduct += ((number >> (bits - 1)) - 0.5) * offset[i];
    }
    return new RaBitTerms(
        (float) (addend - factor * product),
        (float) factor,
        (float) (addend - signFactor * signProduct),
        signFactor);
  }
}
