package dev.eidetic.rerank.cross;

import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.geometry.GeometricCheck;
import dev.eidetic.rerank.geometry.GeometricVerifier;
import dev.eidetic.rerank.geometry.Transform;
import dev.eidetic.rerank.geometry.Verification;
import java.util.Optional;

/// What agrees between two pictures, as rows of numbers for a transformer: one row for the pair,
/// then one per match of features, the least ambiguous first, zeros where there are fewer.
///
/// A match says where it lies in both pictures, how alike its features are, whether the model that
/// most matches agree with explains it, and whether the features' sizes and angles change as that
/// model says: right matches agree in what the model was not fitted to. Belongs to one thread.
public final class MatchTokens {

  /// Matches that are looked at.
  public static final int MATCHES = 64;

  /// Rows per pair.
  public static final int ROWS = 1 + MATCHES;

  /// Numbers per row.
  public static final int WIDTH = 24;

  /// Where the numbers of a match begin, behind those of a pair.
  private static final int MATCH = 9;

  /// Residuals count up to so many times the tolerance.
  private static final double GREATEST_RESIDUAL = 4;

  private final GeometricVerifier verifier;

  /// @param kind of the features
  public MatchTokens(String kind) {
    verifier = GeometricCheck.verifier(kind);
  }

  /// @param query features of the same kind as `hit`
  /// @return [#ROWS] rows of [#WIDTH] finite numbers
  public float[] of(LocalFeatures query, LocalFeatures hit) {
    var rows = new float[ROWS * WIDTH];
    var verification = verifier.verify(query, hit, TimeBudget.unlimited());
    var model = verification.fit().model();
    double tolerance = verifier.threshold(hit);
    var isInlier = new boolean[verification.matches().count()];
    verification.fit().inliers().stream().forEach(match -> isInlier[match] = true);
    writePair(query, hit, verification, rows);
    for (int i = 0; i < Math.min(MATCHES, isInlier.length); i++) {
      int start = (1 + i) * WIDTH + MATCH;
      int left = verification.matches().left(i);
      int right = verification.matches().right(i);
      writePlaces(query, left, hit, right, rows, start);
      rows[start + 5] = verification.matches().similarity(i);
      rows[start + 6] = verification.matches().ambiguity(i);
      rows[start + 7] = isInlier[i] ? 1 : 0;
      writeAgreement(query.points(), left, hit.points(), right, model, tolerance, rows, start + 8);
    }
    return rows;
  }

  private static void writePair(
      LocalFeatures query, LocalFeatures hit, Verification verification, float[] rows) {
    int matches = verification.matches().count();
    int inliers = verification.fit().inliers().size();
    rows[0] = 1;
    rows[1] = logarithm(verification.agreeing());
    rows[2] = logarithm(inliers);
    rows[3] = logarithm(matches);
    rows[4] = matches == 0 ? 0 : (float) inliers / matches;
    rows[5] = logarithm(query.count());
    rows[6] = logarithm(hit.count());
    rows[7] = logarithm((int) Math.round(verification.fit().support()));
    rows[8] =
        verification
            .fit()
            .model()
            .map(model -> octaves(model.scale(query.width() / 2.0, query.height() / 2.0)))
            .orElse(0f);
  }

  /// Where the features lie, from the middles of the pictures, in halves of their longer sides.
  private static void writePlaces(
      LocalFeatures query, int left, LocalFeatures hit, int right, float[] rows, int start) {
    double half = Math.max(query.width(), query.height()) / 2.0;
    double otherHalf = Math.max(hit.width(), hit.height()) / 2.0;
    rows[start] = 1;
    rows[start + 1] = (float) ((query.points().x(left) - query.width() / 2.0) / half);
    rows[start + 2] = (float) ((query.points().y(left) - query.height() / 2.0) / half);
    rows[start + 3] = (float) ((hit.points().x(right) - hit.width() / 2.0) / otherHalf);
    rows[start + 4] = (float) ((hit.points().y(right) - hit.height() / 2.0) / otherHalf);
  }

  /// How a match fits the model: residual, change of size, change of angle; and whether sizes and
  /// angles are known.
  private static void writeAgreement(
      Keypoints query,
      int left,
      Keypoints hit,
      int right,
      Optional<Transform> model,
      double tolerance,
      float[] rows,
      int start) {
    double x = query.x(left);
    double y = query.y(left);
    double scale = 1;
    double angle = 0;
    double residual = GREATEST_RESIDUAL;
    if (model.isPresent()) {
      scale = model.get().scale(x, y);
      angle = model.get().angleRadians(x, y);
      double squared = model.get().squaredError(x, y, hit.x(right), hit.y(right));
      residual = Math.sqrt(squared) / tolerance;
    }
    rows[start] = (float) (Math.clamp(finite(residual), 0, GREATEST_RESIDUAL) / GREATEST_RESIDUAL);
    boolean hasSizes = query.size(left) > 0 && hit.size(right) > 0;
    if (hasSizes) {
      rows[start + 1] = 1;
      rows[start + 2] = octaves(hit.size(right) / query.size(left) / scale);
      double turned = hit.angleRadians(right) - query.angleRadians(left) - angle;
      rows[start + 3] = (float) Math.cos(finite(turned));
      rows[start + 4] = (float) Math.sin(finite(turned));
      rows[start + 5] = octaves(query.size(left) / 16.0);
    }
    rows[start + 6] = model.isPresent() ? 1 : 0;
  }

  private static double finite(double number) {
    return Double.isFinite(number) ? number : GREATEST_RESIDUAL;
  }

  /// Quarters of doublings, -1 to 1.
  private static float octaves(double ratio) {
    double octaves = Math.log(ratio) / Math.log(2);
    return Double.isFinite(octaves) ? (float) Math.clamp(octaves / 4, -1, 1) : 0;
  }

  private static float logarithm(int count) {
    return (float) (Math.log1p(count) / 4);
  }
}
