package dev.eidetic.rerank.matching;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.geometry.PointPairs;
import java.util.Arrays;
import java.util.BitSet;

/// Pairs of features, the least ambiguous first: each of either picture occurs at most once.
/// Immutable.
public final class FeatureMatches {

  static final FeatureMatches NONE =
      new FeatureMatches(new int[0], new int[0], new float[0], new float[0]);

  private final int[] left;
  private final int[] right;
  private final float[] similarities;
  private final float[] ambiguities;

  FeatureMatches(int[] left, int[] right, float[] similarities, float[] ambiguities) {
    this.left = left;
    this.right = right;
    this.similarities = similarities;
    this.ambiguities = ambiguities;
  }

  /// @return false if either picture has no features
  /// @throws IllegalArgumentException if features are of different kinds or dimensions
  static boolean arePossible(LocalFeatures left, LocalFeatures right) {
    require(
        left.kind().equals(right.kind()),
        "features are %s and %s; only those of one kind can be compared",
        left.kind(),
        right.kind());
    if (left.count() == 0 || right.count() == 0) {
      return false;
    }
    require(
        left.descriptors().dimension() == right.descriptors().dimension(),
        "descriptors have %d and %d numbers; they must agree",
        left.descriptors().dimension(),
        right.descriptors().dimension());
    return true;
  }

  /// Of pairs that share a feature, the first stays.
  static FeatureMatches unique(int[] left, int[] right, float[] similarities, float[] ambiguities) {
    var lefts = new BitSet();
    var rights = new BitSet();
    int count = 0;
    for (int i = 0; i < left.length; i++) {
      if (!lefts.get(left[i]) && !rights.get(right[i])) {
        lefts.set(left[i]);
        rights.set(right[i]);
        left[count] = left[i];
        right[count] = right[i];
        similarities[count] = similarities[i];
        ambiguities[count++] = ambiguities[i];
      }
    }
    return new FeatureMatches(
        Arrays.copyOf(left, count),
        Arrays.copyOf(right, count),
        Arrays.copyOf(similarities, count),
        Arrays.copyOf(ambiguities, count));
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

  /// Cosine of their descriptors; of a learned matcher how sure it is, 0 to 1.
  public float similarity(int match) {
    return similarities[match];
  }

  /// How nearly another feature would have done: the distance of the nearest divided by that of the
  /// second nearest, 0 to 1; of a learned matcher how unsure it is.
  public float ambiguity(int match) {
    return ambiguities[match];
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
