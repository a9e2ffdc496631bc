package dev.eidetic.rerank.matching;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.geometry.PointPairs;

/// Pairs of features, the least ambiguous first: each of either picture occurs at most once.
/// Immutable.
public final class FeatureMatches {

  private final int[] left;
  private final int[] right;
  private final float[] similarities;

  FeatureMatches(int[] left, int[] right, float[] similarities) {
    this.left = left;
    this.right = right;
    this.similarities = similarities;
  }

  public int count() {
    return left.length;
  }

  /// The feature of the left picture.
  public int left(int match) {
    return left[match];
  }

  /// The feature of the right picture.
  public int right(int match) {
    return right[match];
  }

  /// Cosine of their descriptors.
  public float similarity(int match) {
    return similarities[match];
  }

  /// Where they lie.
  ///
  /// @param leftFeatures those that were matched, as `rightFeatures`
  public PointPairs pairs(LocalFeatures leftFeatures, LocalFeatures rightFeatures) {
    int count = left.length;
    var x = new double[count];
    var y = new double[count];
    var u = new double[count];
    var v = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = leftFeatures.points().x(left[i]);
      y[i] = leftFeatures.points().y(left[i]);
      u[i] = rightFeatures.points().x(right[i]);
      v[i] = rightFeatures.points().y(right[i]);
    }
    return PointPairs.of(x, y, u, v);
  }
}
