package dev.eidetic.engine.local;

import dev.eidetic.encode.local.Keypoints;
import java.util.function.IntUnaryOperator;

/// The part of a picture in which agreeing features lie, in pixels of the picture that features
/// were found in.
///
/// @param left least x, as `top` is the least y, `right` the greatest x and `bottom` the greatest y
public record MatchedBox(double left, double top, double right, double bottom) {

  /// @param inliers at least one
  /// @param feature the feature of an inlier
  static MatchedBox of(Keypoints points, int[] inliers, IntUnaryOperator feature) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int inlier : inliers) {
      int point = feature.applyAsInt(inlier);
      left = Math.min(left, points.x(point));
      top = Math.min(top, points.y(point));
      right = Math.max(right, points.x(point));
      bottom = Math.max(bottom, points.y(point));
    }
    return new MatchedBox(left, top, right, bottom);
  }

  /// For people: `120, 40 to 310, 270`.
  public String text() {
    return "%.0f, %.0f to %.0f, %.0f".formatted(left, top, right, bottom);
  }
}
