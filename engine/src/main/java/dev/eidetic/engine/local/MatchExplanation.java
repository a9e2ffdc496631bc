package dev.eidetic.engine.local;

import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.JpegThumbnail;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.geometry.GeometricCheck;
import dev.eidetic.rerank.geometry.GeometricVerifier;
import dev.eidetic.rerank.geometry.Verification;
import dev.eidetic.rerank.matching.FeatureMatcher;
import java.util.Optional;

/// What two pictures have in common, and how the one lies in the other.
///
/// @param query its features, as `hit` has the other picture's
/// @param verification what was matched and found
/// @param picture both side by side with what agrees
public record MatchExplanation(
    LocalFeatures query, LocalFeatures hit, Verification verification, Pixels picture) {

  private static final int SIDE = 640;

  /// Compares two whole pictures.
  ///
  /// @param decoder to shrink pictures for show
  public static MatchExplanation of(
      Pixels query, Pixels hit, FeatureExtractor extractor, ImageDecoder decoder)
      throws ImageRefusedException {
    return of(query, hit, extractor, GeometricCheck.verifier(extractor.kind()), decoder);
  }

  /// The same, matched in another way.
  public static MatchExplanation of(
      Pixels query,
      Pixels hit,
      FeatureExtractor extractor,
      FeatureMatcher matcher,
      ImageDecoder decoder)
      throws ImageRefusedException {
    var verifier = GeometricCheck.verifier(extractor.kind(), matcher);
    return of(query, hit, extractor, verifier, decoder);
  }

  private static MatchExplanation of(
      Pixels query,
      Pixels hit,
      FeatureExtractor extractor,
      GeometricVerifier verifier,
      ImageDecoder decoder)
      throws ImageRefusedException {
    var left = extractor.extract(query);
    var right = extractor.extract(hit);
    var verification = verifier.verify(left, right, TimeBudget.unlimited());
    var picture =
        MatchPicture.draw(shown(query, decoder), left, shown(hit, decoder), right, verification);
    return new MatchExplanation(left, right, verification, picture);
  }

  /// A picture at the size in which it is shown.
  ///
  /// @param decoder to shrink it
  public static Pixels shown(Pixels pixels, ImageDecoder decoder) throws ImageRefusedException {
    return decoder.decode(JpegThumbnail.of(pixels, SIDE, 95), Integer.MAX_VALUE).pixels();
  }

  /// Whether enough agrees to say that both show the same thing.
  public boolean isVerified() {
    return agreeing() >= GeometricCheck.DEFAULT.inliers();
  }

  /// How many features agree on how the query lies in the hit.
  public int agreeing() {
    return verification.agreeing();
  }

  /// How many features look alike, whether they agree or not.
  public int matched() {
    return verification.matches().count();
  }

  /// For people: whether both show the same thing, and what says so.
  public String verdict() {
    return isVerified()
        ? "they show the same thing: %d features agree".formatted(agreeing())
        : "nothing says that they show the same thing: %d of %d matched features agree"
            .formatted(agreeing(), matched());
  }

  /// How the query lies in the hit; nothing if no features agree.
  public Optional<Placement> placement() {
    return verification
        .fit()
        .model()
        .filter(_ -> agreeing() > 0)
        .map(model -> Placement.of(model, query.width(), query.height()));
  }

  /// Where the agreeing features lie in the query; nothing if none agree.
  public Optional<MatchedBox> queryBox() {
    int[] inliers = verification.fit().inliers().stream().toArray();
    return inliers.length == 0
        ? Optional.empty()
        : Optional.of(MatchedBox.of(query.points(), inliers, verification.matches()::left));
  }

  /// Where they lie in the hit.
  public Optional<MatchedBox> hitBox() {
    int[] inliers = verification.fit().inliers().stream().toArray();
    return inliers.length == 0
        ? Optional.empty()
        : Optional.of(MatchedBox.of(hit.points(), inliers, verification.matches()::right));
  }
}
