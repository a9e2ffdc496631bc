package dev.eidetic.index.graph;

import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.RandomRotation;

/// The tables of one query: for each four coordinates and each of the 16 patterns of their signs,
/// the inner product, scaled to 6 bits.
///
/// Six bits add a fifteenth of the codes' own error and are faster than eight: sums of four entries
/// fit a byte.
final class QueryTables {

  /// Bits of an entry.
  static final int ENTRY_BITS = 6;

  private static final float LARGEST = (1 << ENTRY_BITS) - 1;

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
    float widest = 0;
    constant = 0;
    for (int i = 0; i < rotated.length; i += 4) {
      float width = width(i);
      widest = Math.max(widest, width);
      constant -= width;
    }
    scale = 2 * widest / LARGEST;
    float inverse = widest > 0 ? 1 / scale : 0;
    for (int i = 0; i < rotated.length; i += 4) {
      fill(i, inverse);
    }
  }

  private float width(int i) {
    return Math.abs(rotated[i])
        + Math.abs(rotated[i + 1])
        + Math.abs(rotated[i + 2])
        + Math.abs(rotated[i + 3]);
  }

  /// Entry `k` counts up from the smallest of its table: twice the coordinates whose sign agrees.
  private void fill(int i, float inverse) {
    float a = 2 * rotated[i] * inverse;
    float b = 2 * rotated[i + 1] * inverse;
    float c = 2 * rotated[i + 2] * inverse;
    float d = 2 * rotated[i + 3] * inverse;
    float smallest = Math.min(a, 0) + Math.min(b, 0) + Math.min(c, 0) + Math.min(d, 0);
    int table = 4 * i;
    for (int k = 0; k < 16; k++) {
      float sum =
          ((k & 1) != 0 ? a : 0)
              + ((k & 2) != 0 ? b : 0)
              + ((k & 4) != 0 ? c : 0)
              + ((k & 8) != 0 ? d : 0);
      tables[table + k] = (byte) (int) Math.min(LARGEST, sum - smallest + 0.5f);
    }
  }
}
