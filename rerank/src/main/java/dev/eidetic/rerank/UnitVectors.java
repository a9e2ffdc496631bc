package dev.eidetic.rerank;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.Kernels;

/// Vectors of length 1.
final class UnitVectors {

  /// What rounding leaves of a length of 1.
  private static final float ROUNDING = 1e-5f;

  private UnitVectors() {}

  /// The vector itself if its length is 1 already, else a scaled copy; zeros stay zeros.
  static float[] of(float[] vector) {
    float norm = Kernels.norm(vector);
    require(
        Float.isFinite(norm),
        "a vector has length %s; re-ranking needs finite numbers whose squares are finite",
        norm);
    if (norm == 0 || Math.abs(norm - 1) <= ROUNDING) {
      return vector;
    }
    var unit = vector.clone();
    Kernels.normalize(unit);
    return unit;
  }
}
