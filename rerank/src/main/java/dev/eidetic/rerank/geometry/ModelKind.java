package dev.eidetic.rerank.geometry;

/// What a model of two views can be, from the stiffest to the loosest.
public enum ModelKind {
  /// Turned, scaled and shifted: copies, scans, logos. Two pairs determine it.
  SIMILARITY(2),
  /// Parallels stay parallel: small planes, and whole scenes seen from afar. Three pairs.
  AFFINE(3),
  /// A plane seen in perspective. Four pairs.
  HOMOGRAPHY(4),
  /// A scene with depth seen from two places; says only on which line a point lies. Seven pairs.
  FUNDAMENTAL(7);

  private final int sampleSize;

  ModelKind(int sampleSize) {
    this.sampleSize = sampleSize;
  }

  /// How many pairs determine a model.
  public int sampleSize() {
    return sampleSize;
  }
}
