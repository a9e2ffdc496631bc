package dev.eidetic.rerank.geometry;

import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.matching.FeatureMatcher;
import dev.eidetic.rerank.matching.FeatureMatches;
import java.util.HashSet;

/// Matches the features of two pictures and looks for a model that many matches agree with.
///
/// Pictures without features, or without enough in common, give an answer with nothing in it.
/// Belongs to one thread.
public final class GeometricVerifier {

  /// Inliers closer together than this many pixels count once.
  private static final double CELL = 4;

  /// Inliers must spread over at least this many pixels (standard deviation) in both pictures:
  /// otherwise one small pattern, or one edge, would stand for a picture.
  private static final double LEAST_SPREAD = 6;

  /// Unrelated pictures agree as well as that once in a thousand times: decimal logarithm.
  private static final double MOST_CHANCE = -3;

  private final FeatureMatcher matcher;

  /// The least tolerance of a relative one, pixels: points lie no more exactly.
  private static final double LEAST_TOLERANCE = 1.5;

  private final RobustSettings settings;
  private final double tolerance;

  public GeometricVerifier(FeatureMatcher matcher, RobustSettings settings) {
    this(matcher, settings, 0);
  }

  private GeometricVerifier(FeatureMatcher matcher, RobustSettings settings, double tolerance) {
    this.matcher = matcher;
    this.settings = settings;
    this.tolerance = tolerance;
  }

  /// The same, tolerating a share of the hit's longer side instead of the settings' pixels. Learned
  /// descriptors of one place resemble those of the next, and those of the same place in other
  /// pictures: in a small picture, a tolerance in pixels would let such matches agree.
  public GeometricVerifier withTolerance(double share) {
    return new GeometricVerifier(matcher, settings, share);
  }

  /// @param query features of the same kind as `hit`
  /// @param budget see [RobustFit#of]
  public Verification verify(LocalFeatures query, LocalFeatures hit, TimeBudget budget) {
    var matches = matcher.match(query, hit);
    double threshold = threshold(hit);
    var fit = RobustFit.of(matches.pairs(query, hit), settings.withThreshold(threshold), budget);
    return new Verification(matches, fit, agreeing(query, hit, matches, fit.inliers(), threshold));
  }

  /// Pixels of the hit by which a match may miss the model.
  public double threshold(LocalFeatures hit) {
    return tolerance == 0
        ? settings.threshold()
        : Math.max(LEAST_TOLERANCE, tolerance * Math.max(hit.width(), hit.height()));
  }

  private int agreeing(
      LocalFeatures query,
      LocalFeatures hit,
      FeatureMatches matches,
      InlierSet inliers,
      double threshold) {
    if (!isBeyondChance(hit, matches.count(), inliers.size(), threshold)) {
      return 0;
    }
    int[] left = inliers.stream().map(matches::left).toArray();
    int[] right = inliers.stream().map(matches::right).toArray();
    if (!isSpread(query.points(), left) || !isSpread(hit.points(), right)) {
      return 0;
    }
    var leftCells = new HashSet<Long>();
    var rightCells = new HashSet<Long>();
    for (int i = 0; i < left.length; i++) {
      leftCells.add(cell(query.points(), left[i]));
      rightCells.add(cell(hit.points(), right[i]));
    }
    return Math.min(leftCells.size(), rightCells.size());
  }

  private boolean isBeyondChance(LocalFeatures hit, int matches, int inliers, double threshold) {
    double share = ChanceLevel.share(settings.kind(), threshold, hit.width(), hit.height());
    return inliers > settings.kind().sampleSize()
        && ChanceLevel.log10(settings.kind(), matches, inliers, share) <= MOST_CHANCE;
  }

  private static long cell(Keypoints points, int point) {
    long column = (long) Math.floor(points.x(point) / CELL);
    long row = (long) Math.floor(points.y(point) / CELL);
    return (column << Integer.SIZE) ^ (row & 0xffff_ffffL);
  }

  /// Whether points spread in every direction: a similarity and a picture's worth of evidence both
  /// need more than a line.
  private static boolean isSpread(Keypoints points, int[] chosen) {
    double x = 0;
    double y = 0;
    for (int point : chosen) {
      x += points.x(point) / chosen.length;
      y += points.y(point) / chosen.length;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int point : chosen) {
      double dx = points.x(point) - x;
      double dy = points.y(point) - y;
      xx += dx * dx / chosen.length;
      xy += dx * dy / chosen.length;
      yy += dy * dy / chosen.length;
    }
    double half = (xx + yy) / 2;
    double least = half - Math.sqrt(Math.max(0, (xx - yy) * (xx - yy) / 4 + xy * xy));
    return least >= LEAST_SPREAD * LEAST_SPREAD;
  }
}
