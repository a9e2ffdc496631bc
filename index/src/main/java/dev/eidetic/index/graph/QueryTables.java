package dev.eidetic.index.graph;

import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.RandomRotation;
import dev.eidetic.vectors.SignTables;

/// The tables of one query: for each four coordinates and each of the 16 patterns of their signs,
/// the inner product, scaled to 6 bits.
///
/// Six bits add a fifteenth of the codes' own error and are faster than eight: sums of four entries
/// fit a byte.
final class QueryTables {

  /// Bits of an entry.
  static final int ENTRY_BITS = SignTables.ENTRY_BITS;

  private final float[] rotated;
  private final byte[] tables;
  private float scale;
  private float constant;

  QueryTables(RandomRotation rotation) {
    rotated = new float[rotation.rotatedDimension()];
    tables = new byte[4 * rotation.rotatedDimension()];
  }

  /// Where the caller puts the rotated query before [#fill].
  float[] rotated() {
    return rotated;
  }

  byte[] tables() {
    return tables;
  }

  /// What sums are to be multiplied by.
  float scale() {
    return scale;
  }

  /// What is to be added then.
  float constant() {
    return constant;
  }

  /// Of the rotated query.
  float squaredLength() {
    return Kernels.dot(rotated, rotated);
  }

  void fill() {
    float widest = SignTables.widest(rotated);
    constant = -SignTables.magnitude(rotated);
    scale = 2 * widest / SignTables.LARGEST;
    SignTables.fill(rotated, widest > 0 ? SignTables.LARGEST / widest : 0, tables);
  }
}
