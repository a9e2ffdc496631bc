package dev.eidetic.rerank.geometry;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.encode.local.SiftExtractor;
import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.NeighbourFinder;
import dev.eidetic.rerank.Reason;
import dev.eidetic.rerank.Stage;
import dev.eidetic.rerank.StageSpec;
import dev.eidetic.rerank.StageText;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.matching.FeatureMatcher;
import dev.eidetic.rerank.matching.MatchSettings;
import dev.eidetic.rerank.matching.NearestMatcher;
import java.util.Arrays;
import java.util.Optional;

/// Geometric verification: hits in which enough of the query's local features lie as one affine
/// model says come first, those with more agreeing features before those with fewer; the others
/// follow in the order they had.
///
/// A verified hit's score is the number of agreeing features above the best score before; the
/// others keep theirs. A hit without features is not verified; without the query's features nothing
/// changes. When the budget is spent, what was verified until then counts.
///
/// Source: Philbin et al., Object retrieval with large vocabularies and fast spatial matching,
/// 2007; the number of hits is that of DELG.
///
/// @param top hits that are looked at, 1 to 10,000
/// @param inliers features that must agree, 4 to 1,000
public record GeometricCheck(int top, int inliers) implements StageSpec, Stage {

  /// As DELG looks at 100; eight is ours (docs/geometry.md).
  public static final GeometricCheck DEFAULT = new GeometricCheck(100, 8);

  /// What is fitted to RootSIFT, in pixels of the picture in which features were found.
  private static final RobustSettings MODEL = RobustSettings.of(ModelKind.AFFINE).withThreshold(6);

  /// Of learned features, a share of the longer side: 5 pixels of 640 (docs/geometry.md).
  private static final double LEARNED_TOLERANCE = 5 / 640.0;

  /// Multiplications to compare two pictures: 500 features each, 80 numbers per feature, eight
  /// numbers at a time.
  private static final double WORK = 500 * 500 * 80 / 8.0;

  public GeometricCheck {
    require(1 <= top && top <= 10_000, "top is %d; it must be 1 to 10000", top);
    require(4 <= inliers && inliers <= 1000, "inliers is %d; it must be 4 to 1000", inliers);
  }

  /// What compares features of that kind; belongs to one thread.
  public static GeometricVerifier verifier(String kind) {
    boolean isSift = kind.equals(SiftExtractor.KIND);
    var settings = isSift ? MatchSettings.RATIO : MatchSettings.COSINE;
    return verifier(kind, new NearestMatcher(settings));
  }

  /// The same with another matcher.
  public static GeometricVerifier verifier(String kind, FeatureMatcher matcher) {
    var verifier = new GeometricVerifier(matcher, MODEL);
    return kind.equals(SiftExtractor.KIND) ? verifier : verifier.withTolerance(LEARNED_TOLERANCE);
  }

  /// @throws IllegalArgumentException if the gallery has no local features
  @Override
  public Stage prepare(Gallery gallery, NeighbourFinder neighbours, int threads) {
    require(
        gallery.hasFeatures(),
        "stage %s needs local features, and the gallery has none; it can re-rank pictures only",
        this);
    return this;
  }

  @Override
  public boolean needsFeatures() {
    return true;
  }

  @Override
  public String name() {
    return toString();
  }

  @Override
  public int fewest() {
    return 1;
  }

  @Override
  public double work(int count, int dimension) {
    return count * WORK;
  }

  @Override
  public Optional<Candidates> rerank(Candidates candidates, int count, TimeBudget budget) {
    var query = candidates.queryFeatures();
    if (query.isEmpty() || query.get().count() == 0) {
      return Optional.of(candidates);
    }
    var reasons = new Reason[count];
    Arrays.fill(reasons, Reason.of("not reached within the budget"));
    float[] scores = fallingScores(candidates, count);
    float above = Math.max(0, scores[0]); // so that verified hits come first
    var verifier = verifier(query.get().kind());
    for (int place = 0; place < count && !budget.isSpent(); place++) {
      var hit = candidates.gallery().features(candidates.ordinal(place));
      if (hit.isEmpty()) {
        reasons[place] = Reason.of("no local features are known");
        continue;
      }
      var verification = verifier.verify(query.get(), hit.get(), budget);
      if (verification.agreeing() >= inliers) {
        scores[place] = above + verification.agreeing();
      }
      reasons[place] = Reason.of(text(verification, query.get()));
    }
    return Optional.of(candidates.reordered(name(), scores, place -> reasons[place]));
  }

  /// The scores so far, none greater than one before it, so that hits keep their order.
  private static float[] fallingScores(Candidates candidates, int count) {
    var scores = new float[count];
    for (int place = 0; place < count; place++) {
      float score = candidates.score(place);
      scores[place] = place == 0 ? score : Math.min(score, scores[place - 1]);
    }
    return scores;
  }

  /// What was found, for people: `41 of 67 matches agree: turned by 12 degrees, 0.80 times as
  /// large`.
  private String text(Verification verification, LocalFeatures query) {
    var model = verification.fit().model();
    if (verification.agreeing() < inliers || model.isEmpty()) {
      return "%d of %d matches agree, fewer than %d"
          .formatted(verification.agreeing(), verification.matches().count(), inliers);
    }
    double x = query.width() / 2.0;
    double y = query.height() / 2.0;
    return "%d of %d matches agree: turned by %d degrees, %s times as large"
        .formatted(
            verification.agreeing(),
            verification.matches().count(),
            Math.round(Math.toDegrees(model.get().angleRadians(x, y))),
            StageText.figure(model.get().scale(x, y)));
  }

  @Override
  public String toString() {
    return StageText.of("geometric", "top", top, "inliers", inliers);
  }
}
