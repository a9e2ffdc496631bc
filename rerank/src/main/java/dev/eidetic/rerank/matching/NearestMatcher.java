package dev.eidetic.rerank.matching;

import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.LocalFeatures;
import java.util.Arrays;

/// Matches features that are each other's nearest and clearly nearer than the second nearest.
///
/// Owns scratch of some hundred kilobytes; belongs to one thread.
public final class NearestMatcher implements FeatureMatcher {

  /// Squared. Rounded descriptors can be no nearer; two that seem so are equally near.
  private static final double LEAST_DISTANCE = 1e-3;

  private final MatchSettings settings;
  private final CodeProducts codes = new CodeProducts();
  private final FloatProducts floats = new FloatProducts();

  public NearestMatcher(MatchSettings settings) {
    this.settings = settings;
  }

  /// @param left features of the same kind and dimension as `right`, as floats or codes; where only
  ///   one has floats, they are rounded to codes
  @Override
  public FeatureMatches match(LocalFeatures left, LocalFeatures right) {
    if (!FeatureMatches.arePossible(left, right)) {
      return FeatureMatches.NONE;
    }
    if (left.descriptors() instanceof Descriptors.Floats rows
        && right.descriptors() instanceof Descriptors.Floats columns) {
      floats.compute(rows, columns);
      return select(floats);
    }
    codes.compute(left.descriptors().codes(), right.descriptors().codes());
    return select(codes);
  }

  private FeatureMatches select(Products products) {
    int rows = products.rows();
    var keys = new long[rows];
    var columns = new int[rows];
    int count = 0;
    double squaredRatio = settings.ratio() * settings.ratio();
    for (int row = 0; row < rows; row++) {
      double best = products.best(row);
      double nearest = squaredDistance(best);
      double ratio = nearest / squaredDistance(products.second(row));
      if (best >= settings.similarity() && ratio < squaredRatio) {
        int column = products.bestColumn(row);
        if (products.columnBest(column) == best) {
          columns[row] = column;
          keys[count++] = ((long) Float.floatToIntBits((float) ratio) << Integer.SIZE) | row;
        }
      }
    }
    Arrays.sort(keys, 0, count);
    var left = new int[count];
    var right = new int[count];
    var similarities = new float[count];
    var ambiguities = new float[count];
    for (int i = 0; i < count; i++) {
      left[i] = (int) keys[i];
      right[i] = columns[left[i]];
      similarities[i] = (float) products.best(left[i]);
      float squaredRatioOfRow = Float.intBitsToFloat((int) (keys[i] >>> Integer.SIZE));
      ambiguities[i] = (float) Math.sqrt(squaredRatioOfRow);
    }
    // of rows with equal descriptors, which share their nearest, the first keeps it
    return FeatureMatches.unique(left, right, similarities, ambiguities);
  }

  /// Of unit vectors by their cosine; of two that nothing is second to, that of orthogonal ones.
  private static double squaredDistance(double cosine) {
    return Math.max(LEAST_DISTANCE, 2 - 2 * Math.clamp(cosine, 0, 1));
  }
}
