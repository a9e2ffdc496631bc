package dev.eidetic.evaluate.pairs;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.ArrayList;
import java.util.List;

/// How well a threshold on the score separates matches (the same person, the same product, an
/// anomaly) from non-matches: the receiver operating characteristic and what is read from it.
///
/// A pair is accepted if its score is at least the threshold; pairs of equal score are accepted
/// together. Terms as in ISO/IEC 19795-1: the *false match rate* is the share of non-matches
/// accepted, the *false non-match rate* the share of matches not accepted.
public final class Verification {

  private final List<Point> points;
  private final double area;
  private final int matches;
  private final int others;

  private Verification(List<Point> points, double area, int matches, int others) {
    this.points = List.copyOf(points);
    this.area = area;
    this.matches = matches;
    this.others = others;
  }

  /// One threshold.
  ///
  /// @param threshold the least score accepted; infinite at the first point, which accepts nothing
  /// @param falseMatchRate share of the non-matches that are accepted
  /// @param falseNonMatchRate share of the matches that are not
  public record Point(double threshold, double falseMatchRate, double falseNonMatchRate) {}

  /// @param pairs right are the matches; at least one match and one non-match
  public static Verification of(ScoredDecisions pairs) {
    int matches = pairs.countRight();
    int others = pairs.size() - matches;
    require(
        matches > 0 && others > 0,
        "there are %d matches and %d non-matches; both are needed",
        matches,
        others);
    var points = new ArrayList<Point>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0, 1));
    double area = 0;
    int accepted = 0;
    int wrong = 0;
    int place = 0;
    while (place < pairs.size()) {
      int start = place;
      int before = accepted;
      int end = pairs.endOfTie(place);
      for (; place < end; place++) {
        accepted += pairs.isRight(place) ? 1 : 0;
      }
      int newWrong = end - start - (accepted - before);
      area += newWrong * (before + accepted) / 2.0; // a tie counts half
      wrong += newWrong;
      points.add(
          new Point(
              pairs.score(start),
              (double) wrong / others,
              (double) (matches - accepted) / matches));
    }
    return new Verification(points, area / matches / others, matches, others);
  }

  /// The curve: one point per distinct score, thresholds descending, so that false match rates
  /// ascend and false non-match rates descend.
  public List<Point> points() {
    return points;
  }

  /// Area under the curve (AUROC): how often a match scores higher than a non-match, ties counting
  /// half. The image-level figure of anomaly detection, an anomaly being a match.
  ///
  /// Rival: average precision, which depends on how many non-matches there are; the area does not.
  /// Source: Hanley and McNeil, 1982, doi:10.1148/radiology.143.1.7063747; for anomalies Bergmann
  /// et al., MVTec AD, 2019, doi:10.1109/CVPR.2019.00982.
  public double areaUnderCurve() {
    return area;
  }

  /// The least false non-match rate of any threshold at which at most the share `falseMatchRate` of
  /// non-matches is accepted (FNMR@FMR; one minus it is TAR@FAR).
  ///
  /// Rival: interpolating between thresholds, which promises what no threshold gives. With matches
  /// at 0.9 and 0.5 and non-matches at 0.5 and 0.1, FNMR at FMR 0.25 is 0.5 here and 0.25
  /// interpolated.
  ///
  /// @param falseMatchRate from 0 to 1, such as 1e-3; to be meaningful it needs at least its
  ///   reciprocal of non-matches
  public double falseNonMatchRateAt(double falseMatchRate) {
    return pointAt(falseMatchRate).falseNonMatchRate();
  }

  /// The lowest threshold at which at most the share `falseMatchRate` of non-matches is accepted.
  public Point pointAt(double falseMatchRate) {
    require(
        0 <= falseMatchRate && falseMatchRate <= 1,
        "false match rate is %s; it must be from 0 to 1",
        falseMatchRate);
    var best = points.getFirst();
    for (var point : points) {
      if (point.falseMatchRate() <= falseMatchRate) {
        best = point;
      }
    }
    return best;
  }

  /// The rate at which false matches and false non-matches would be equally frequent, on the
  /// straight line between the two thresholds where the one overtakes the other.
  ///
  /// Rival: the mean of the two rates at the threshold where they are closest. With matches at 0.9
  /// and 0.5 and non-matches at 0.5, 0.2 and 0.1, it is 0.2 here and 1/6 there.
  public double equalErrorRate() {
    var before = points.getFirst();
    for (var after : points) {
      double gapAfter = after.falseMatchRate() - after.falseNonMatchRate();
      if (gapAfter >= 0) {
        double gapBefore = before.falseMatchRate() - before.falseNonMatchRate();
        double share = gapAfter == gapBefore ? 0 : gapBefore / (gapBefore - gapAfter);
        return before.falseMatchRate() + share * (after.falseMatchRate() - before.falseMatchRate());
      }
      before = after;
    }
    throw new AssertionError("the last threshold accepts everything");
  }

  /// The greatest share of pairs judged rightly by any one threshold.
  ///
  /// Rival: the LFW protocol, which chooses the threshold on nine folds and judges the tenth, and
  /// cannot profit from having seen the answers.
  public double bestAccuracy() {
    double best = 0;
    for (var point : points) {
      double judgedRight =
          matches * (1 - point.falseNonMatchRate()) + others * (1 - point.falseMatchRate());
      best = Math.max(best, judgedRight / (matches + others));
    }
    return best;
  }
}
