package dev.eidetic.index;

/// How the numbers of a stored vector are written.
public enum NumberFormat {

  /// 32-bit floats: as given.
  FLOAT32,

  /// 16-bit floats of IEEE 754: 11 significant bits, magnitudes up to 65504.
  FLOAT16,

  /// The upper half of a 32-bit float: 8 significant bits, any magnitude.
  BFLOAT16,

  /// 8 bits per number on a scale of its own per coordinate, learned in training (SQ8). Numbers
  /// outside the trained range are clamped to it.
  INT8
}
