package dev.eidetic.index.rabitq;

/// The code of one residual and what its estimates need; overwritten by each
/// [RaBitQuantizer#encode].
///
/// A number `u` of the code stands for the coordinate `u - (2^bits - 1) / 2` of the grid point; its
/// highest bit is the sign of the residual, so that the signs alone are a code of 1 bit.
final class RaBitCode {

  /// One number of `bits` bits per coordinate.
  final byte[] numbers;

  /// Squared length of the residual.
  double square;

  /// Inner product of the residual with its grid point.
  double product;

  /// Squared length of the grid point.
  double gridSquare;

  /// Inner product of the residual with its signs, taken as plus and minus one half.
  double signProduct;

  RaBitCode(int dimension) {
    numbers = new byte[dimension];
  }

  /// What an inner product with the grid point is multiplied by to estimate that with the residual.
  double factor() {
    return product > 0 ? square / product : 0;
  }

  /// The same for the signs.
  double signFactor() {
    return signProduct > 0 ? square / signProduct : 0;
  }
}
