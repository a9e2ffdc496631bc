package dev.eidetic.engine.local;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.geometry.Verification;
import java.util.function.IntUnaryOperator;

/// Two pictures side by side, lines between the features that agree, a box around them in each.
final class MatchPicture {

  private static final int[] LINE = {80, 220, 120};
  private static final int[] BOX = {255, 196, 0};

  private final Pixels left;
  private final Pixels right;
  private final PicturePair pair;

  private MatchPicture(Pixels left, Pixels right) {
    this.left = left;
    this.right = right;
    pair = new PicturePair(left, right);
  }

  /// @param left the query, of any size, as `right` is the hit
  static Pixels draw(
      Pixels left,
      LocalFeatures query,
      Pixels right,
      LocalFeatures hit,
      Verification verification) {
    var picture = new MatchPicture(left, right);
    picture.draw(query, hit, verification);
    return picture.pair.pixels();
  }

  private void draw(LocalFeatures query, LocalFeatures hit, Verification verification) {
    int[] inliers = verification.fit().inliers().stream().toArray();
    if (verification.agreeing() == 0) {
      return;
    }
    var matches = verification.matches();
    double leftScale = (double) left.width() / query.width();
    double rightScale = (double) right.width() / hit.width();
    int shift = pair.rightStart();
    for (int inlier : inliers) {
      int from = matches.left(inlier);
      int to = matches.right(inlier);
      line(
          query.points().x(from) * leftScale,
          query.points().y(from) * leftScale,
          shift + hit.points().x(to) * rightScale,
          hit.points().y(to) * rightScale,
          LINE);
    }
    box(query.points(), inliers, matches::left, leftScale, 0);
    box(hit.points(), inliers, matches::right, rightScale, shift);
  }

  private void box(
      Keypoints points, int[] inliers, IntUnaryOperator feature, double scale, int shift) {
    var box = MatchedBox.of(points, inliers, feature);
    double x0 = shift + box.left() * scale;
    double y0 = box.top() * scale;
    double x1 = shift + box.right() * scale;
    double y1 = box.bottom() * scale;
    for (int i = -1; i <= 1; i++) {
      line(x0, y0 + i, x1, y0 + i, BOX);
      line(x0, y1 + i, x1, y1 + i, BOX);
      line(x0 + i, y0, x0 + i, y1, BOX);
      line(x1 + i, y0, x1 + i, y1, BOX);
    }
  }

  private void line(double x0, double y0, double x1, double y1, int[] colour) {
    int steps = (int) Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
    for (int i = 0; i <= steps; i++) {
      double share = steps == 0 ? 0 : (double) i / steps;
      int x = (int) Math.round(x0 + share * (x1 - x0));
      int y = (int) Math.round(y0 + share * (y1 - y0));
      pair.mix(x, y, colour[0], colour[1], colour[2], 1);
    }
  }
}
